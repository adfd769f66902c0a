// A text of a card as HTML, for programs that show HTML and typeset \(…\) and \[…\].
#ifndef FORMATS_DOC_HTML_H
#define FORMATS_DOC_HTML_H

#include "base/arena.h"
#include "base/doc.h"

#include <stdbool.h>

// One line without line ends. A text of one paragraph is not wrapped in <p>. Links to sections are their labels, citations [key].
void doc_html(ArenaText *out, const Doc *doc);

// Plain text with & < > escaped.
void doc_html_text(ArenaText *out, const char *text);

#endif
