// Arrays of a scheme as JSON, CSV or NumPy's format, row by row, so that large ones are never kept.
#include "main/table_print.h"

#include "compute/print.h"
#include "formats/csv.h"
#include "formats/npy.h"

#include <stdio.h>
#include <string.h>

const char *const table_formats[] = {"json", "csv", "npy", NULL};

static void put(FileWriter *out, const void *data, size_t n) {
    if (out) {
        file_put(out, data, n);
    } else {
        (void)fwrite(data, 1, n, stdout); // main says whether it arrived
    }
}

static void put_text(FileWriter *out, const char *text) {
    put(out, text, strlen(text));
}

static int64_t rows_of(const Table *table) {
    int64_t rows = 1;
    for (int a = 0; a + 1 < table->rank; a++) rows *= table->axis[a].size;
    return rows;
}

static int cols_of(const Table *table) {
    return table->axis[table->rank - 1].size;
}

static void put_json(TableJob *job, const Table *table, Arena *arena, FileWriter *out) {
    char shape[24];
    for (int a = 0; a < table->rank; a++) {
        snprintf(shape, sizeof shape, "%s%d", a ? "," : "\":{\"shape\":[", table->axis[a].size);
        if (a == 0) put_text(out, table->key);
        put_text(out, shape);
    }
    put_text(out, "],\"dtype\":\"float64\",\"data\":[");
    for (int64_t row = 0; row < rows_of(table); row++) {
        double *at = arena_array(arena, (size_t)cols_of(table), sizeof *at);
        table->fill(job, row, at);
        ArenaText text = {.arena = arena};
        for (int c = 0; c < cols_of(table); c++) {
            if (row + c > 0) arena_text_add(&text, ",", 1);
            print_number(&text, at[c]);
        }
        put(out, text.at, text.n);
        arena_reset(arena);
    }
    put_text(out, "]}");
}

static void print_json(TableJob *job, const Table *tables, int count, Arena *arena,
                       FileWriter *out) {
    put_text(out, "{\"scheme\":\"");
    put_text(out, job->pe.scheme->id);
    put_text(out, "\",\"case\":\"\",\"result\":{\"");
    for (int t = 0; t < count; t++) {
        if (t > 0) put_text(out, ",\"");
        put_json(job, &tables[t], arena, out);
    }
    put_text(out, "}}\n");
}

static double label_of(const TableAxis *axis, int64_t entry) {
    return axis->label ? (double)axis->label[entry] : (double)entry;
}

// Which entry of axis `a` a row belongs to.
static int64_t entry_of(const Table *table, int a, int64_t row) {
    for (int b = table->rank - 2; b > a; b--) row /= table->axis[b].size;
    return row % table->axis[a].size;
}

static void end_row(CsvRow *row, Arena *arena, FileWriter *out) {
    csv_end_row(row);
    put(out, row->text.at, row->text.n);
    arena_reset(arena);
    *row = (CsvRow){.text.arena = arena};
}

// A list stands upright: a label and a number a row.
static void print_list(TableJob *job, const Table *table, Arena *arena, FileWriter *out) {
    CsvRow row = {.text.arena = arena};
    csv_add_text(&row, table->axis[0].name);
    csv_add_text(&row, table->key);
    end_row(&row, arena, out);
    Arena own = {0};
    double *at = arena_array(&own, (size_t)cols_of(table), sizeof *at);
    table->fill(job, 0, at);
    for (int c = 0; c < cols_of(table); c++) {
        csv_add_number(&row, label_of(&table->axis[0], c));
        csv_add_number(&row, at[c]);
        end_row(&row, arena, out);
    }
    arena_free(&own);
}

static void put_header(const Table *tables, int count, Arena *arena, FileWriter *out) {
    CsvRow row = {.text.arena = arena};
    const Table *first = &tables[0];
    for (int a = 0; a + 1 < first->rank; a++) csv_add_text(&row, first->axis[a].name);
    for (int t = 0; t < count; t++) {
        const TableAxis *axis = &tables[t].axis[tables[t].rank - 1];
        for (int c = 0; c < axis->size; c++) {
            char name[64];
            snprintf(name, sizeof name, "%s %s %.0f", tables[t].key, axis->name, label_of(axis, c));
            csv_add_text(&row, name);
        }
    }
    end_row(&row, arena, out);
}

static void print_csv(TableJob *job, const Table *tables, int count, Arena *arena,
                      FileWriter *out) {
    const Table *first = &tables[0];
    if (first->rank == 1) {
        print_list(job, first, arena, out);
        return;
    }
    put_header(tables, count, arena, out);
    for (int64_t at = 0; at < rows_of(first); at++) {
        CsvRow row = {.text.arena = arena};
        for (int a = 0; a + 1 < first->rank; a++) {
            csv_add_number(&row, label_of(&first->axis[a], entry_of(first, a, at)));
        }
        for (int t = 0; t < count; t++) {
            double *numbers = arena_array(arena, (size_t)cols_of(&tables[t]), sizeof *numbers);
            tables[t].fill(job, at, numbers);
            for (int c = 0; c < cols_of(&tables[t]); c++) csv_add_number(&row, numbers[c]);
        }
        end_row(&row, arena, out);
    }
}

static void print_npy(TableJob *job, const Table *tables, int count, Arena *arena,
                      FileWriter *out) {
    char header[NPY_HEADER_MAX];
    int shape[NPY_RANK_MAX], rank = 0;
    if (count > 1) shape[rank++] = count;
    for (int a = 0; a < tables[0].rank; a++) shape[rank++] = tables[0].axis[a].size;
    put(out, header, npy_header(rank, shape, header));
    for (int t = 0; t < count; t++) {
        int cols = cols_of(&tables[t]);
        for (int64_t row = 0; row < rows_of(&tables[t]); row++) {
            double *numbers = arena_array(arena, (size_t)cols, sizeof *numbers);
            char *bytes = arena_array(arena, (size_t)cols, NPY_NUMBER_SIZE);
            tables[t].fill(job, row, numbers);
            for (int c = 0; c < cols; c++) npy_number(numbers[c], bytes + c * NPY_NUMBER_SIZE);
            put(out, bytes, (size_t)cols * NPY_NUMBER_SIZE);
            arena_reset(arena);
        }
    }
}

void table_print(TableJob *job, const Table *tables, int count, TableFormat format,
                 FileWriter *out) {
    Arena arena = {0};
    switch (format) {
    case TABLE_JSON: print_json(job, tables, count, &arena, out); break;
    case TABLE_CSV: print_csv(job, tables, count, &arena, out); break;
    case TABLE_NPY: print_npy(job, tables, count, &arena, out); break;
    }
    arena_free(&arena);
}
