// The Gregorian calendar counted in eras of 400 years that begin on 1 March, so that the leap day comes last.
#include "base/utc.h"

#include <stdio.h>

enum {
    ERA_DAYS = 146097,
    ERA_YEARS = 400,
    MARCH_0000 = 719468
}; // days from 1 March 0000 to 1 January 1970

static int64_t floor_div(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

int64_t utc_day_at(int64_t utc_ms) {
    return floor_div(utc_ms, UTC_DAY_MS);
}

int utc_weekday(int64_t day) {
    return (int)(day + 3 - 7 * floor_div(day + 3, 7)); // 1 January 1970 was a Thursday
}

UtcDate utc_date(int64_t day) {
    int64_t shifted = day + MARCH_0000, era = floor_div(shifted, ERA_DAYS);
    int rest = (int)(shifted - era * ERA_DAYS);
    int year = (rest - rest / 1460 + rest / 36524 - rest / (ERA_DAYS - 1)) / 365;
    int of_year = rest - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
    int civil = month < 10 ? month + 3 : month - 9;
    return (UtcDate){(int)(year + era * ERA_YEARS) + (civil <= 2), civil,
                     of_year - (153 * month + 2) / 5 + 1};
}

int64_t utc_day(UtcDate date) {
    int64_t year = date.year - (date.month <= 2), era = floor_div(year, ERA_YEARS);
    int of_era = (int)(year - era * ERA_YEARS), month = (date.month + 9) % 12;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 +
           date.day - 1 - MARCH_0000;
}

void utc_put_time(int64_t utc_ms, char out[UTC_TIME_SIZE]) {
    const int64_t first = -62167219200000, last = 253402300799999;
    out[0] = '\0';
    if (utc_ms < first || utc_ms > last) return;
    int64_t day = utc_day_at(utc_ms);
    int ms = (int)(utc_ms - day * UTC_DAY_MS);
    UtcDate date = utc_date(day);
    snprintf(out, UTC_TIME_SIZE, "%04u-%02u-%02uT%02u:%02u:%02u.%03uZ", (unsigned)date.year % 10000,
             (unsigned)date.month % 100, (unsigned)date.day % 100, (unsigned)ms / 3600000 % 100,
             (unsigned)ms / 60000 % 60, (unsigned)ms / 1000 % 60, (unsigned)ms % 1000);
}

// Reads a number of so many digits followed by `end`, within its bounds.
static bool take_digits(const char **at, int digits, char end, int lo, int hi, int *out) {
    *out = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        if (**at < '0' || **at > '9') return false;
        *out = *out * 10 + (**at - '0');
    }
    bool ok = **at == end && *out >= lo && *out <= hi;
    if (**at) (*at)++;
    return ok;
}

static bool take_offset(const char *at, int *offset_min) {
    int hours, minutes, sign = *at == '-' ? -1 : 1;
    *offset_min = 0;
    if (at[0] == 'Z') return at[1] == '\0';
    if (*at != '+' && *at != '-') return false;
    at++;
    if (!take_digits(&at, 2, ':', 0, 23, &hours) || !take_digits(&at, 2, '\0', 0, 59, &minutes)) {
        return false;
    }
    *offset_min = sign * (hours * 60 + minutes);
    return true;
}

bool utc_take_time(const char *text, int64_t *utc_ms, int *offset_min) {
    UtcDate date;
    int hour, minute = 0;
    const char *at = text;
    bool ok = take_digits(&at, 4, '-', 1970, 9999, &date.year) &&
              take_digits(&at, 2, '-', 1, 12, &date.month) &&
              take_digits(&at, 2, 'T', 1, 31, &date.day) && take_digits(&at, 2, ':', 0, 23, &hour);
    for (int i = 0; ok && i < 2; i++, at++) {
        ok = *at >= '0' && *at <= '9';
        minute = minute * 10 + (*at - '0');
    }
    if (!ok || minute > 59 || !take_offset(at, offset_min)) return false;
    int64_t day = utc_day(date);
    *utc_ms = ((day * 24 + hour) * 60 + minute - *offset_min) * UTC_MINUTE_MS;
    return utc_date(day).day == date.day; // there is such a day in this month
}
