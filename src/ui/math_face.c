// The MATH table through HarfBuzz, in em, with each glyph's box kept once it was read.
#include "ui/math_face.h"

#include <assert.h>

static double em(const MathFont *font, double units) {
    return units / font->units_per_em;
}

static bool is_percentage(int constant) {
    return constant == HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN ||
           constant == HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN ||
           constant == HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT;
}

static void read_constants(MathFont *font) {
    for (int i = 0; i < MATH_CONSTANTS; i++) {
        double value = hb_ot_math_get_constant(font->hb, (hb_ot_math_constant_t)i);
        font->constants[i] = is_percentage(i) ? value / 100 : em(font, value);
    }
}

static void find_script_lookup(MathFont *font) {
    static const hb_tag_t features[] = {HB_TAG('s', 's', 't', 'y'), HB_TAG_NONE};
    hb_set_t *lookups = hb_set_create();
    hb_ot_layout_collect_lookups(font->hb_face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
    font->script_lookup = hb_set_get_min(lookups);
    hb_set_destroy(lookups);
}

void math_face_prepare(MathFont *font) {
    font->glyph_count = (int)hb_face_get_glyph_count(font->hb_face);
    font->glyphs = arena_array(&font->arena, (size_t)font->glyph_count, sizeof *font->glyphs);
    read_constants(font);
    find_script_lookup(font);
}

uint32_t math_face_glyph(const MathFont *font, uint32_t code) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->hb, code, &glyph) ? glyph : 0;
}

static void read_script_forms(MathFont *font, uint32_t glyph, MathGlyphInfo *info) {
    hb_codepoint_t found[2] = {0};
    unsigned count = 2;
    info->script[0] = info->script[1] = glyph;
    if (font->script_lookup == HB_SET_VALUE_INVALID) return;
    hb_ot_layout_lookup_get_glyph_alternates(font->hb_face, font->script_lookup, glyph, 0, &count,
                                             found);
    if (count > 0) info->script[0] = info->script[1] = found[0];
    if (count > 1) info->script[1] = found[1];
}

static void read_info(MathFont *font, uint32_t glyph, MathGlyphInfo *info) {
    hb_glyph_extents_t box = {0};
    hb_font_get_glyph_extents(font->hb, glyph, &box);
    info->advance = em(font, hb_font_get_glyph_h_advance(font->hb, glyph));
    info->ascent = em(font, box.y_bearing);
    info->descent = em(font, -(box.y_bearing + box.height));
    info->left = em(font, box.x_bearing);
    info->right = em(font, box.x_bearing + box.width);
    info->italic = em(font, hb_ot_math_get_glyph_italics_correction(font->hb, glyph));
    info->accent = em(font, hb_ot_math_get_glyph_top_accent_attachment(font->hb, glyph));
    read_script_forms(font, glyph, info);
    info->known = true;
}

const MathGlyphInfo *math_face_info(MathFont *font, uint32_t glyph) {
    assert(font->glyph_count > 0);
    if (glyph >= (uint32_t)font->glyph_count) glyph = 0;
    MathGlyphInfo *info = &font->glyphs[glyph];
    if (!info->known) read_info(font, glyph, info);
    return info;
}

double math_face_constant(const MathFont *font, hb_ot_math_constant_t which) {
    return font->constants[which];
}

double math_face_kern(const MathFont *font, uint32_t glyph, hb_ot_math_kern_t corner,
                      double height) {
    hb_position_t at = (hb_position_t)(height * font->units_per_em);
    return em(font, hb_ot_math_get_glyph_kerning(font->hb, glyph, corner, at));
}

static hb_direction_t direction(bool vertical) {
    return vertical ? HB_DIRECTION_BTT : HB_DIRECTION_LTR;
}

int math_face_variants(const MathFont *font, uint32_t glyph, bool vertical, uint32_t *out,
                       int most) {
    hb_ot_math_glyph_variant_t found[MATH_MOST_VARIANTS];
    unsigned count = MATH_MOST_VARIANTS;
    hb_ot_math_get_glyph_variants(font->hb, glyph, direction(vertical), 0, &count, found);
    int n = (int)count < most ? (int)count : most;
    for (int i = 0; i < n; i++) out[i] = found[i].glyph;
    return n;
}

int math_face_parts(const MathFont *font, uint32_t glyph, bool vertical, MathPart *out, int most) {
    hb_ot_math_glyph_part_t found[MATH_MOST_PARTS];
    unsigned count = MATH_MOST_PARTS;
    hb_position_t italic;
    hb_ot_math_get_glyph_assembly(font->hb, glyph, direction(vertical), 0, &count, found, &italic);
    int n = (int)count < most ? (int)count : most;
    for (int i = 0; i < n; i++) {
        out[i] = (MathPart){
            .glyph = found[i].glyph,
            .start = em(font, found[i].start_connector_length),
            .end = em(font, found[i].end_connector_length),
            .advance = em(font, found[i].full_advance),
            .extends = found[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER,
        };
    }
    return n;
}

double math_face_overlap(const MathFont *font, bool vertical) {
    return em(font, hb_ot_math_get_min_connector_overlap(font->hb, direction(vertical)));
}

int math_face_shape(const MathFont *font, const char *text, int n, uint32_t *glyphs,
                    double *advances) {
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, n, 0, n);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(buffer, hb_language_from_string("en", -1));
    hb_shape(font->hb, buffer, NULL, 0);
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    int used = count < MATH_MOST_SHAPED ? (int)count : MATH_MOST_SHAPED;
    for (int i = 0; i < used; i++) {
        glyphs[i] = infos[i].codepoint;
        advances[i] = em(font, places[i].x_advance);
    }
    hb_buffer_destroy(buffer);
    return used;
}
