// The calendar in words.
#include "app/date.h"

#include "base/utc.h"

const char *date_month(int month) {
    static const char *const NAMES[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return NAMES[month - 1];
}

static const char *day_of_year(Arena *arena, int64_t day) {
    UtcDate date = utc_date(day);
    return arena_format(arena, "%d %s %d", date.day, date_month(date.month), date.year);
}

const char *date_words(Arena *arena, int64_t day) {
    static const char *const NAMES[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return arena_format(arena, "%s %s", NAMES[utc_weekday(day)], day_of_year(arena, day));
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
    int64_t local = utc_ms + zone.offset_min * UTC_MINUTE_MS;
    int64_t ago = zone_day(zone, now_ms) - zone_day(zone, utc_ms);
    if (ago != 0 && ago != 1) return day_of_year(arena, zone_day(zone, utc_ms));
    int minute = (int)((local - utc_day_at(local) * UTC_DAY_MS) / UTC_MINUTE_MS);
    return arena_format(arena, "%s %d:%02d", ago ? "yesterday" : "today", minute / 60, minute % 60);
}
