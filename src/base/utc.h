// Days and times of the Gregorian calendar, in UTC, without the system's time zones.
#ifndef BASE_UTC_H
#define BASE_UTC_H

#include <stdbool.h>
#include <stdint.h>

typedef struct UtcDate {
    int year, month, day; // month 1 … 12, day 1 … 31
} UtcDate;

// Of a day counted from 1 January 1970, in the years −9999 … 9999, and back.
UtcDate utc_date(int64_t day);
int64_t utc_day(UtcDate date);

#define UTC_MINUTE_MS INT64_C(60000)
#define UTC_DAY_MS    INT64_C(86400000)

// The day that milliseconds since 1970 are in, also before 1970; a day of the week, 0 for Monday.
int64_t utc_day_at(int64_t utc_ms);
int utc_weekday(int64_t day);

enum { UTC_TIME_SIZE = 25 };

// Milliseconds since 1970, UTC, as ISO 8601: "2026-01-01T08:00:00.000Z"; "" outside the years 0 … 9999.
void utc_put_time(int64_t utc_ms, char out[UTC_TIME_SIZE]);

// A local time and how far it is ahead of UTC, "2026-03-01T12:00+02:00" or "2026-03-01T12:00Z", in the years 1970 … 9999: the
// time in UTC and the minutes. False for anything else.
bool utc_take_time(const char *text, int64_t *utc_ms, int *offset_min);

#endif
