// Dates and names that other programs give too.
#include "base/utc.h"

#include "base/uuid.h"
#include "support/test.h"

// Values of Python's datetime.date.toordinal less that of 1970.
static void days_and_dates_match_the_calendar(void) {
    static const struct {
        int64_t day;
        UtcDate date;
    } ROWS[] = {
        {0, {1970, 1, 1}},         {-1, {1969, 12, 31}},   {11016, {2000, 2, 29}},
        {20454, {2026, 1, 1}},     {47541, {2100, 3, 1}},  {-719162, {1, 1, 1}},
        {2932896, {9999, 12, 31}}, {-25508, {1900, 3, 1}}, {19782, {2024, 2, 29}},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        UtcDate date = utc_date(ROWS[i].day), want = ROWS[i].date;
        CHECK(date.year == want.year && date.month == want.month && date.day == want.day);
        CHECK(utc_day(want) == ROWS[i].day);
    }
    UtcDate before = utc_date(-800000);
    for (int64_t day = -799999; day < 800000; day++) {
        UtcDate date = utc_date(day);
        bool next = date.day == before.day + 1 || (date.day == 1 && before.day >= 28);
        if (utc_day(date) != day || !next) CHECK(false);
        before = date;
    }
}

// Values of Python's datetime.date.weekday.
static void days_of_the_week_match_the_calendar(void) {
    static const struct {
        int64_t day;
        int weekday;
    } ROWS[] = {{0, 3}, {-1, 2}, {11016, 1}, {20454, 3}, {47541, 0}, {-719162, 0}, {2932896, 4}};

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK(utc_weekday(ROWS[i].day) == ROWS[i].weekday);
    }
}

static void a_day_lasts_to_its_last_millisecond(void) {
    CHECK(utc_day_at(0) == 0 && utc_day_at(86399999) == 0 && utc_day_at(86400000) == 1);
    CHECK(utc_day_at(-1) == -1 && utc_day_at(-86400000) == -1 && utc_day_at(-86400001) == -2);
}

static void times_are_written_as_iso_8601(void) {
    static const struct {
        int64_t utc_ms;
        const char *want;
    } ROWS[] = {
        {0, "1970-01-01T00:00:00.000Z"},
        {1767254400123, "2026-01-01T08:00:00.123Z"},
        {-1, "1969-12-31T23:59:59.999Z"},
        {253402300799999, "9999-12-31T23:59:59.999Z"},
        {253402300800000, ""},
        {-62167219200000, "0000-01-01T00:00:00.000Z"},
        {-62167219200001, ""},
        {INT64_MIN, ""},
        {INT64_MAX, ""},
    };

    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        char out[UTC_TIME_SIZE];
        utc_put_time(ROWS[i].utc_ms, out);
        CHECK_TEXT(out, ROWS[i].want);
    }
}

// Python: datetime.fromisoformat(text).timestamp() · 1000.
static void times_are_read_with_their_zone(void) {
    static const struct {
        const char *text;
        int64_t utc_ms;
        int offset_min;
    } ROWS[] = {
        {"1970-01-01T00:00Z", 0, 0},
        {"2026-03-01T12:00Z", 1772366400000, 0},
        {"2026-03-01T12:00+02:00", 1772359200000, 120},
        {"2024-02-29T23:59-09:30", 1709285340000, -570},
        {"9999-12-31T23:59+00:00", 253402300740000, 0},
    };

    static const char *const BAD[] = {"",
                                      "2026",
                                      "2026-03-01",
                                      "2026-03-01T12:00",
                                      "2026-03-01 12:00Z",
                                      "2026-02-29T12:00Z",
                                      "2026-13-01T12:00Z",
                                      "2026-03-01T24:00Z",
                                      "2026-03-01T12:60Z",
                                      "2026-03-01T12:00Zulu",
                                      "2026-03-01T12:00+2",
                                      "2026-03-01T12:00+02:00 ",
                                      "1969-12-31T12:00Z",
                                      "2026-03-01T12:0"};
    int64_t utc_ms;
    int offset_min;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        CHECK(utc_take_time(ROWS[i].text, &utc_ms, &offset_min));
        CHECK(utc_ms == ROWS[i].utc_ms && offset_min == ROWS[i].offset_min);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        bool taken = utc_take_time(BAD[i], &utc_ms, &offset_min);
        test_note(!taken, __FILE__, __LINE__, BAD[i]);
    }
}

// Python: uuid.uuid5(uuid.NAMESPACE_DNS, name); SHA-1 pads differently around 55 and 64 bytes.
static void names_match_those_of_python(void) {
    static const uint8_t DNS[UUID_SIZE] = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
                                           0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};

    static const struct {
        char letter;
        int count;
        const char *want;
    } ROWS[] = {
        {'x', 0, "4ebd0208-8328-5d69-8c44-ec50939c0967"},
        {'b', 39, "4b6070ae-9c16-5c08-8536-b8d65bd551a5"},
        {'b', 40, "2b73eccb-a8ca-5339-8c5e-56586a0ae9eb"},
        {'b', 48, "a73bd7e7-d425-5065-b30b-2f36276feb0b"},
        {'a', 300, "39aaf90c-2a5a-5781-93dc-08baea928201"},
    };

    char id[UUID_TEXT_SIZE], name[400];
    uuid_put(DNS, "python.org", id);
    CHECK_TEXT(id, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        memset(name, ROWS[i].letter, (size_t)ROWS[i].count);
        name[ROWS[i].count] = '\0';
        uuid_put(DNS, name, id);
        CHECK_TEXT(id, ROWS[i].want);
    }
    uint8_t hash[SHA1_SIZE];
    sha1("abc", 3, hash); // RFC 3174, test 1
    CHECK(hash[0] == 0xA9 && hash[1] == 0x99 && hash[19] == 0x9D);
}

int main(void) {
    days_and_dates_match_the_calendar();
    days_of_the_week_match_the_calendar();
    a_day_lasts_to_its_last_millisecond();
    times_are_written_as_iso_8601();
    times_are_read_with_their_zone();
    names_match_those_of_python();
    return test_end();
}
