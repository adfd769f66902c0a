// Any text as Markdown: refused with a message, or read into blocks whose runs are whole.
#include "formats/markdown.h"

#include "base/str.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_run(const Run *run) {
    assert(run->text && run->card && run->section);
    assert(run->kind <= RUN_BREAK && run->style <= (RUN_EMPHASIS | RUN_STRONG));
    assert(run->kind == RUN_BREAK || run->kind == RUN_CODE || *run->text);
    assert(run->kind != RUN_WIKI || *run->card);
    assert(str_valid(run->text, strlen(run->text), NULL));
}

static void check_block(const Block *block) {
    assert(block->kind <= BLOCK_QUOTE && block->level >= 0 && block->level <= MARKDOWN_DEPTH_MAX);
    assert(block->kind != BLOCK_MATH || (block->run_count == 1 && block->runs[0].kind == RUN_MATH));
    assert(block->kind != BLOCK_CODE || (block->run_count == 1 && block->runs[0].kind == RUN_CODE));
    for (int i = 0; i < block->run_count; i++) check_run(&block->runs[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!str_valid((const char *)data, size, NULL)) return -1; // the loader has checked that
    Arena arena = {0};
    Doc doc;
    Err err = {""};
    bool ok =
        markdown_parse(&arena, arena_text(&arena, (const char *)data, size), "home", &doc, &err);
    assert(ok || (err.text[0] && doc.block_count == 0));
    for (int i = 0; i < doc.block_count; i++) check_block(&doc.blocks[i]);
    arena_free(&arena);
    return 0;
}
