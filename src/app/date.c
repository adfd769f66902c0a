// The calendar in words.
#include "app/date.h"

#include "app/format.h"
#include "app/strings.h"
#include "base/utc.h"

const char *date_month(int month) {
    return str_of((StrId)(STR_JANUARY + month - 1));
}

const char *date_weekday(int weekday) {
    return str_of((StrId)(STR_MONDAY + weekday));
}

static const char *day_of_year(Arena *arena, int64_t day) {
    UtcDate date = utc_date(day);
    return arena_format(arena, "%d %s %d", date.day, date_month(date.month), date.year);
}

const char *date_words(Arena *arena, int64_t day) {
    return arena_format(arena, "%s %s", date_weekday(utc_weekday(day)), day_of_year(arena, day));
}

const char *date_ahead(Arena *arena, int64_t days) {
    const int64_t month = 30, year = 365;
    if (days <= 0) return str_of(STR_TODAY);
    if (days == 1) return str_of(STR_TOMORROW);
    if (days < 2 * month) return str_fill(arena, STR_IN_DAYS, format_whole(arena, days), NULL);
    if (days < 2 * year) {
        return str_fill(arena, STR_IN_MONTHS, format_whole(arena, days / month), NULL);
    }
    return str_fill(arena, STR_IN_YEARS, format_whole(arena, days / year), NULL);
}

const char *date_moment(Arena *arena, Zone zone, int64_t utc_ms, int64_t now_ms) {
    int64_t local = utc_ms + zone.offset_min * UTC_MINUTE_MS;
    int64_t ago = zone_day(zone, now_ms) - zone_day(zone, utc_ms);
    if (ago != 0 && ago != 1) return day_of_year(arena, zone_day(zone, utc_ms));
    int minute = (int)((local - utc_day_at(local) * UTC_DAY_MS) / UTC_MINUTE_MS);
    const char *clock = arena_format(arena, "%d:%02d", minute / 60, minute % 60);
    return str_fill(arena, ago ? STR_YESTERDAY_AT : STR_TODAY_AT, clock, NULL);
}
