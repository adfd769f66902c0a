// Pixels to and from PNG files, through libpng.
#include "base/png.h"

#include "base/file.h"

#include <png.h>
#include <string.h>

enum { PNG_BYTES_MAX = 64 << 20 };

bool png_save(const char *path, Pixels pixels, Err *err) {
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)pixels.w,
                       .height = (png_uint_32)pixels.h,
                       .format = PNG_FORMAT_RGBA,
                       .flags = PNG_IMAGE_FLAG_FAST};
    Arena scratch = {0};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    void *bytes = arena_alloc(&scratch, size);
    bool ok = png_image_write_to_memory(&image, bytes, &size, 0, pixels.at, 0, NULL) != 0;
    if (!ok) err_set(err, "%s: cannot be encoded as PNG: %s", path, image.message);
    ok = ok && file_write(path, bytes, size, err);
    arena_free(&scratch);
    return ok;
}

bool png_load(const char *path, Arena *arena, Pixels *out, Err *err) {
    *out = (Pixels){0};
    Bytes bytes;
    if (!file_read(path, PNG_BYTES_MAX, arena, &bytes, err)) return false;
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes.at, bytes.size)) {
        return err_set(err, "%s: not a PNG: %s", path, image.message);
    }
    image.format = PNG_FORMAT_RGBA;
    uint8_t *at = arena_alloc(arena, PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, NULL, at, 0, NULL)) {
        return err_set(err, "%s: damaged PNG: %s", path, image.message);
    }
    *out = (Pixels){at, (int)image.width, (int)image.height};
    return true;
}
