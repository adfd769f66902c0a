"""Plants mistakes, one at a time, in a copy of the sources and expects the tests to notice.

Usage: plant.py BUILD COURSE [WORDS…], BUILD a folder with compile_commands.json; COURSE engine or quiz; with
words only the mistakes whose sentence has them.
"""
import concurrent.futures
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys
import tempfile
import typing

import engine_mistakes
import quiz_mistakes

ROOT = pathlib.Path(__file__).resolve().parents[2]

# What is planted and who is to notice. Quick tests first: the first that fails ends the search.
class Course(typing.NamedTuple):
    mistakes: list
    folders: tuple
    tests: tuple
    libraries: tuple


COURSES = {
    "engine": Course(
        engine_mistakes.MISTAKES,
        ("base", "engine", "card", "formats", "compute"),
        (
            "golden/engine",
            "golden/scaling",
            "golden/refused",
            "unit/pe",
            "unit/compute",
            "unit/compute_biases",
            "unit/compute_rotary",
            "unit/model_rotary",
            "unit/map_parts",
            "unit/kernels",
            "property/rotary",
            "property/biases",
            "property/engine",
            "property/maps",
            "property/logits",
        ),
        ("-lpng", "-lcjson", "-lmd4c", "-lm"),
    ),
    "quiz": Course(
        quiz_mistakes.MISTAKES,
        ("base", "engine", "card", "formats", "progress"),
        (
            "golden/fsrs",
            "unit/attempt",
            "unit/scoring_edges",
            "unit/task_types",
            "unit/task_form",
            "unit/history",
            "unit/schedule",
            "unit/store",
            "unit/attempt_exports",
            "property/running",
            "property/summary",
            "property/log",
        ),
        ("-lsqlite3", "-lpng", "-lcjson", "-lmd4c", "-lm"),
    ),
}


def read_commands(build):
    """How each source file is compiled here, without sanitizers."""
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])
        out = words.index("-o")
        del words[out : out + 2]
        words = [w for w in words if not w.startswith("-fsanitize") and w not in ("-g", "-O0", "-Werror")]
        commands[pathlib.Path(entry["file"]).relative_to(ROOT).as_posix()] = words
    return commands


def compile_file(command, original, source, out):
    """Compiles `source` as `original` is compiled."""
    words = [str(source) if word == str(ROOT / original) else word for word in command]
    return subprocess.run(words + ["-O1", "-w", "-o", str(out)], capture_output=True, text=True)


def object_path(folder, source):
    return folder / (source.replace("/", "_") + ".o")


class Workshop:
    def __init__(self, build, folder, course):
        self.folder = folder
        self.libraries = list(course.libraries)
        self.commands = read_commands(build)
        self.parts = [s for s in self.commands if s.split("/")[0] == "src" and s.split("/")[1] in course.folders]
        self.tests = [t for t in course.tests if f"tests/{t}.c" in self.commands]

    def prepare(self, pool):
        sources = self.parts + [f"tests/{t}.c" for t in self.tests]
        jobs = [
            pool.submit(compile_file, self.commands[s], s, ROOT / s, object_path(self.folder, s)) for s in sources
        ]
        for job in jobs:
            result = job.result()
            if result.returncode:
                sys.exit(result.stderr)

    def run_test(self, test, folder, replaced):
        """True if the test passes with the objects of `replaced` in place of the usual ones."""
        objects = [str(replaced.get(s) or object_path(self.folder, s)) for s in self.parts]
        program = folder / test.replace("/", "_")
        link = ["gcc", "-o", str(program), str(object_path(self.folder, f"tests/{test}.c"))] + objects + self.libraries
        linked = subprocess.run(link, capture_output=True, text=True)
        if linked.returncode:
            sys.exit(linked.stderr)
        try:
            done = subprocess.run([str(program)], cwd=ROOT, capture_output=True, timeout=600)
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def who_notices(self, mistake):
        """The first test that fails, None if all pass, or a sentence in brackets if the mistake cannot be planted."""
        _, source, old, new = mistake
        text = (ROOT / source).read_text()
        if text.count(old) != 1:
            return f"[the text to change stands {text.count(old)} times in {source}]"
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            changed = folder / "changed.c"
            changed.write_text(text.replace(old, new))
            out = folder / "changed.o"
            result = compile_file(self.commands[source], source, changed, out)
            if result.returncode:
                return f"[does not compile: {result.stderr[:300]}]"
            for test in self.tests:
                if not self.run_test(test, folder, {source: out}):
                    return test
        return None


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    course = COURSES[sys.argv[2]]
    words = sys.argv[3:]
    chosen = [m for m in course.mistakes if all(w in m[0] for w in words)]
    folder = pathlib.Path(tempfile.mkdtemp())
    shop = Workshop(build, folder, course)
    passed = failed = 0
    try:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            shop.prepare(pool)
            healthy = [t for t in shop.tests if not shop.run_test(t, folder, {})]
            if healthy:
                sys.exit(f"fails without any mistake: {', '.join(healthy)}")
            for mistake, noticed in zip(chosen, pool.map(shop.who_notices, chosen)):
                good = noticed is not None and not noticed.startswith("[")
                passed += good
                failed += not good
                if not good or words:
                    print(f"{mistake[0]}: {noticed or 'nobody notices'}")
    finally:
        shutil.rmtree(folder)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
