// Inside of the flow: runs cut into words, a word being pieces that no line break may part.
#ifndef UI_FLOW_WORDS_H
#define UI_FLOW_WORDS_H

#include "ui/flow.h"

typedef struct FlowPiece {
    const Run *run;
    TextStyle style;
    const char *text; // n bytes; NULL for a formula
    int n;
    const MathBox *box;
    double width;
} FlowPiece;

typedef struct FlowWord {
    int first, count; // pieces
    double width;
    double ascent, descent;
    bool breaks; // a forced line break follows
    bool marked;
    bool space; // a space stands before it
    bool tied;  // and no line may break there: "99 %", "3 × 4"
} FlowWord;

typedef struct FlowWords {
    FlowPiece *pieces;
    int piece_count, piece_capacity;
    FlowWord *words;
    int word_count, word_capacity;
} FlowWords;

// Cuts a block's runs; everything lives in the frame's arena.
FlowWords flow_words(Ui *ui, const Block *block, FlowStyle style);

// Marks the words of `block` that are the words of `mark`, if they stand there.
void flow_mark(Ui *ui, FlowWords *words, const char *mark);

#endif
