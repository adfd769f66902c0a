// A text as the card's author wrote it, read: blocks of runs. Made by formats/markdown, shown by ui/flow.
#ifndef BASE_DOC_H
#define BASE_DOC_H

typedef enum RunKind {
    RUN_TEXT,
    RUN_CODE,
    RUN_MATH,  // TeX without the dollars, inline
    RUN_WIKI,  // [[card#section|label]]: text is the label, card and section the target
    RUN_CITE,  // [@key]: text is the key
    RUN_LINK,  // [label](url): text is the label, target the address
    RUN_BREAK, // forced line break
} RunKind;

enum { RUN_EMPHASIS = 1, RUN_STRONG = 2 };

typedef struct Run {
    RunKind kind;
    unsigned style; // RUN_EMPHASIS | RUN_STRONG
    const char *text;
    const char *card;    // RUN_WIKI: card id, never empty; RUN_LINK: address
    const char *section; // RUN_WIKI: section id or ""
} Run;

typedef enum BlockKind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_ITEM,
    BLOCK_MATH,
    BLOCK_CODE,
    BLOCK_QUOTE
} BlockKind;

typedef struct Block {
    BlockKind kind;
    int level;  // heading level, or depth of the list (1 = outermost)
    int number; // of an ordered list's item; 0 for a bullet
    Run *runs;  // BLOCK_MATH: one run, RUN_MATH, display style; BLOCK_CODE: one run, RUN_CODE
    int run_count;
} Block;

// Owned by the arena of the card it belongs to. `source` is the text as written.
typedef struct Doc {
    const char *source;
    Block *blocks;
    int block_count;
} Doc;

#endif
