// Loading the font, and one glyph's outline as coverage.
#include "ui/mathfont.h"

#include "base/file.h"
#include "ui/math_face.h"

#include <string.h>

#include FT_OUTLINE_H

enum { MOST_FONT_BYTES = 32 << 20, MOST_PIXELS = 8192 };

static bool open_freetype(MathFont *font, const char *path, Bytes bytes, Err *err) {
    if (FT_Init_FreeType(&font->ft_library)) {
        return err_set(err, "%s: FreeType did not start", path);
    }
    if (FT_New_Memory_Face(font->ft_library, (const FT_Byte *)bytes.at, (FT_Long)bytes.size, 0,
                           &font->ft) ||
        !FT_IS_SCALABLE(font->ft)) {
        return err_set(err, "%s: not a font with outlines", path);
    }
    return true;
}

static bool open_harfbuzz(MathFont *font, const char *path, Bytes bytes, Err *err) {
    hb_blob_t *blob =
        hb_blob_create(bytes.at, (unsigned)bytes.size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    font->hb_face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(font->hb_face) == 0 || !hb_ot_math_has_data(font->hb_face)) {
        return err_set(err, "%s: the font has no MATH table", path);
    }
    font->units_per_em = hb_face_get_upem(font->hb_face);
    font->hb = hb_font_create(font->hb_face);
    hb_font_set_scale(font->hb, (int)font->units_per_em, (int)font->units_per_em);
    hb_ot_font_set_funcs(font->hb);
    math_face_prepare(font);
    return true;
}

bool mathfont_load(const char *path, MathFont **out, Err *err) {
    *out = NULL;
    Arena arena = {0};
    Bytes bytes;
    if (!file_read(path, MOST_FONT_BYTES, &arena, &bytes, err)) {
        arena_free(&arena);
        return false;
    }
    MathFont *font = arena_alloc(&arena, sizeof *font);
    font->arena = arena;
    if (!open_freetype(font, path, bytes, err) || !open_harfbuzz(font, path, bytes, err)) {
        mathfont_free(font);
        return false;
    }
    *out = font;
    return true;
}

void mathfont_free(MathFont *font) {
    if (!font) return;
    hb_font_destroy(font->hb);
    hb_face_destroy(font->hb_face);
    FT_Done_Face(font->ft);
    FT_Done_FreeType(font->ft_library);
    Arena arena = font->arena; // holds the font itself
    arena_free(&arena);
}

static FT_Outline *load_outline(MathFont *font, uint32_t glyph, double size) {
    if (font->ft_size != size) {
        font->ft_size = 0;
        if (FT_Set_Char_Size(font->ft, 0, (FT_F26Dot6)(size * 64 + 0.5), 72, 72)) return NULL;
        font->ft_size = size;
    }
    if (FT_Load_Glyph(font->ft, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP)) return NULL;
    FT_GlyphSlot slot = font->ft->glyph;
    return slot->format == FT_GLYPH_FORMAT_OUTLINE ? &slot->outline : NULL;
}

Coverage mathfont_glyph(MathFont *font, Arena *arena, uint32_t glyph, double size,
                        double fraction) {
    Coverage none = {0};
    if (!(size >= 1 && size <= MOST_PIXELS)) return none;
    FT_Outline *outline = load_outline(font, glyph, size);
    if (!outline || outline->n_points == 0) return none;
    FT_Outline_Translate(outline, (FT_Pos)(fraction * 64 + 0.5), 0);
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    FT_Pos left = box.xMin >> 6, bottom = box.yMin >> 6; // floor
    FT_Pos right = (box.xMax + 63) >> 6, top = (box.yMax + 63) >> 6;
    FT_Pos w = right - left, h = top - bottom;
    if (w <= 0 || h <= 0 || w > MOST_PIXELS || h > MOST_PIXELS) return none;
    FT_Outline_Translate(outline, -left * 64, -bottom * 64);
    Coverage out = {.w = (int)w, .h = (int)h, .x = (int)left, .y = (int)-top};
    out.at = arena_alloc(arena, (size_t)w * (size_t)h);
    FT_Bitmap bitmap = {.rows = (unsigned)h,
                        .width = (unsigned)w,
                        .pitch = (int)w,
                        .buffer = out.at,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    return FT_Outline_Get_Bitmap(font->ft_library, outline, &bitmap) ? none : out;
}
