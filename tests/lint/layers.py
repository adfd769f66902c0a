"""Holds every source file to the folder rules: who may include what, where memory comes from, how long a file may be."""
import pathlib
import re
import sys

import tally

ROOT = pathlib.Path(__file__).resolve().parents[2]
SRC = ROOT / "src"

# folder: (folders it may include, libraries it may include in .c files, libraries it may include in headers)
LAYERS = {
    "base": ("base", "png", ""),
    "engine": ("base engine", "vectors", ""),
    "card": ("base engine card", "", ""),
    "formats": ("base engine card formats", "cjson md4c", ""),
    "compute": ("base engine card formats compute", "cjson", ""),
    "progress": ("base card progress", "sqlite3", ""),
    "gfx": ("base gfx", "", ""),
    "ui": ("base gfx ui", "freetype harfbuzz", "freetype harfbuzz"),
    "app": ("base engine card formats progress gfx ui app", "", ""),
    "sdl": ("base gfx ui sdl", "SDL", "SDL"),
    "main": ("base engine card formats compute progress gfx ui app sdl main", "SDL_main", ""),
}

# What a header in angle brackets belongs to; what is not here must be C's or POSIX's.
LIBRARIES = {
    "png": r"png\.h",
    "vectors": r"immintrin\.h",  # what stores past the caches on x86-64
    "cjson": r"(cjson/)?cJSON\.h",
    "md4c": r"md4c.*\.h",
    "sqlite3": r"sqlite3\.h",
    "freetype": r"(ft2build\.h|freetype/.*)",
    "harfbuzz": r"hb.*\.h",
    "SDL_main": r"SDL_main\.h",
    "SDL": r"SDL.*\.h",
}
SYSTEM = set(
    "assert ctype dirent errno fcntl float inttypes limits math poll setjmp signal stdarg stdbool stddef stdint stdio stdlib"
    " stdnoreturn string strings time unistd sys/file sys/ioctl sys/mman sys/resource sys/stat sys/types sys/wait".split()
)

LINES_MOST = 500
ALLOCATING = {"base/arena.c"}
# Below main/ nothing talks to the terminal; running out of memory is the one thing that ends the program.
SPEAKING = {"base/arena.c"}


def check(ok, path, line, message):
    tally.check(ok, f"{path.relative_to(ROOT)}:{line}: {message}")


def code_only(text):
    """The text with comments and the insides of strings blanked, so that line numbers stay."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def library_of(header):
    for name, pattern in LIBRARIES.items():
        if re.fullmatch(pattern, header):
            return name
    return None


def check_include(path, number, folder, line):
    own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
    if own:
        target = own.group(1).split("/")[0]
        check(target in LAYERS[folder][0].split(), path, number, f"{folder}/ may not include {own.group(1)}")
        check((SRC / own.group(1)).exists(), path, number, f"{own.group(1)} is not written from src/")
    outside = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
    if outside:
        header = outside.group(1)
        library = library_of(header)
        allowed = LAYERS[folder][2 if path.suffix == ".h" else 1].split()
        known = library in allowed if library else header.removesuffix(".h") in SYSTEM
        check(known, path, number, f"<{header}> may not be included here")


def check_calls(path, name, folder, text):
    rules = [
        (r"\b(malloc|calloc|realloc|free|strdup|strndup|aligned_alloc)\s*\(", ALLOCATING, "memory comes from base/arena.c"),
    ]
    if folder != "main":
        words = r"\b(printf|vprintf|puts|putchar|exit|_exit|abort|perror)\s*\(|\b(stdout|stderr)\b"
        rules.append((words, SPEAKING, "only main/ prints and ends the program"))
    for pattern, excepted, message in rules:
        found = None if name in excepted else re.search(pattern, text)
        check(found is None, path, text.count("\n", 0, found.start()) + 1 if found else 0, message)


def check_source(path):
    name = path.relative_to(SRC).as_posix()
    folder = name.split("/")[0]
    text = path.read_text(encoding="utf-8")
    check(folder in LAYERS and "/" in name, path, 1, "is in no folder of the table")
    if folder not in LAYERS:
        return
    for number, line in enumerate(text.splitlines(), 1):
        check_include(path, number, folder, line)
    check_calls(path, name, folder, code_only(text))


def check_text(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    check(len(lines) <= LINES_MOST, path, len(lines), f"{len(lines)} lines, at most {LINES_MOST}")
    first = lines[0] if lines and not lines[0].startswith("#!") else lines[1] if len(lines) > 1 else ""
    comment = r'""" ?\S.*' if path.suffix == ".py" else r"# ?\S.*" if path.suffix == ".sh" else r"// ?\S.*"
    says = re.match(comment, first)
    check(bool(says), path, 1, "the first line says what the file is for")


def main():
    sources = sorted(path for path in SRC.rglob("*") if path.suffix in {".c", ".h", ".def", ".inc"})
    for path in sources:
        check_source(path)
    tests = sorted(path for path in (ROOT / "tests").rglob("*") if path.suffix in {".c", ".h", ".py", ".sh"})
    for path in sources + tests:
        check_text(path)
    return tally.finish()


if __name__ == "__main__":
    sys.exit(main())
