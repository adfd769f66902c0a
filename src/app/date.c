// The calendar in words.
#include "app/date.h"

static const int DAYS_OF_400_YEARS = 146097;
static const int64_t DAY_MS = 86400000, MINUTE_MS = 60000;

static bool is_leap(int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int64_t year, int month) {
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return DAYS[month - 1] + (month == 2 && is_leap(year));
}

static int64_t floor_by(int64_t a, int64_t b) {
    return a / b - (a % b < 0);
}

Date date_of(int64_t day) {
    Date date = {.year = 1970, .month = 1};
    date.weekday = (int)(day + 3 - 7 * floor_by(day + 3, 7)); // 1 January 1970 was a Thursday
    int64_t spans = floor_by(day, DAYS_OF_400_YEARS);
    date.year += 400 * spans;
    day -= spans * DAYS_OF_400_YEARS;
    for (; day >= 365 + is_leap(date.year); date.year++) day -= 365 + is_leap(date.year);
    for (; day >= days_of_month(date.year, date.month); date.month++) {
        day -= days_of_month(date.year, date.month);
    }
    date.day = (int)day + 1;
    return date;
}

const char *date_month(int month) {
    static const char *const NAMES[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return NAMES[month - 1];
}

static const char *day_of_year(Arena *arena, Date date) {
    return arena_format(arena, "%d %s %lld", date.day, date_month(date.month),
                        (long long)date.year);
}

const char *date_words(Arena *arena, int64_t day) {
    static const char *const NAMES[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    Date date = date_of(day);
    return arena_format(arena, "%s %s", NAMES[date.weekday], day_of_year(arena, date));
}

const char *date_ahead(Arena *arena, int64_t days) {
    const int64_t month = 30, year = 365;
    if (days <= 0) return "today";
    if (days == 1) return "tomorrow";
    if (days < 2 * month) return arena_format(arena, "in %lld days", (long long)days);
    if (days < 2 * year) return arena_format(arena, "in %lld months", (long long)(days / month));
    return arena_format(arena, "in %lld years", (long long)(days / year));
}

const char *date_moment(Arena *arena, Zone zone, int64_t utc_ms, int64_t now_ms) {
    int64_t local = utc_ms + zone.offset_min * MINUTE_MS;
    int64_t ago = zone_day(zone, now_ms) - zone_day(zone, utc_ms);
    if (ago != 0 && ago != 1) return day_of_year(arena, date_of(zone_day(zone, utc_ms)));
    int minute = (int)((local - floor_by(local, DAY_MS) * DAY_MS) / MINUTE_MS);
    return arena_format(arena, "%s %d:%02d", ago ? "yesterday" : "today", minute / 60, minute % 60);
}
