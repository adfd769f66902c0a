// Days of the calendar in words: days are counted from 1 January 1970, as progress/schedule.h does.
#ifndef APP_DATE_H
#define APP_DATE_H

#include "base/arena.h"
#include "progress/schedule.h"

const char *date_month(int month);                 // "Nov"
const char *date_weekday(int weekday);             // 0 is Monday: "Mon"
const char *date_words(Arena *arena, int64_t day); // "Tue 17 Nov 2026"
// "today", "tomorrow", "in 3 days", "in 2 months".
const char *date_ahead(Arena *arena, int64_t days);
// "today 14:05", "yesterday 9:30", "17 Nov 2026".
const char *date_moment(Arena *arena, Zone zone, int64_t utc_ms, int64_t now_ms);

#endif
