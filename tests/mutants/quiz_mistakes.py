"""Mistakes that people make in scoring, in what is counted and when it is asked again, and in keeping it; as in engine_mistakes.py."""

CARD = "src/card/"
PROGRESS = "src/progress/"
ATTEMPT = CARD + "attempt.c"
SHUFFLE = CARD + "shuffle.c"
CHOICES = CARD + "types/multiple_choice.c"
ORDERING = CARD + "types/ordering.c"
NUMERIC = CARD + "types/numeric.c"
HISTORY = PROGRESS + "history.c"
LOG = PROGRESS + "log.c"
LOG_FOLD = PROGRESS + "log_fold.c"
LOG_INDEX = PROGRESS + "log_index.c"
SCHEDULE = PROGRESS + "schedule.c"
SUMMARY = PROGRESS + "summary.c"
RUNNING = PROGRESS + "running.c"
RECORD = PROGRESS + "record.c"
STORE = PROGRESS + "store.c"

MISTAKES = [
    # Scoring
    ("the ladder begins at a half", ATTEMPT, "{1, 0.5, 0}", "{0.5, 0.5, 0}"),
    ("a second hint leaves it known", ATTEMPT, "attempt->tries == 1 && attempt->hints <= 1", "attempt->tries == 1 && attempt->hints <= 2"),
    ("a second try is known", ATTEMPT, "attempt->tries == 1 && attempt->hints <= 1", "attempt->tries <= 2 && attempt->hints <= 1"),
    ("points can fall", ATTEMPT, "if (points > attempt->points) attempt->points = points;", "attempt->points = points;"),
    ("the caps of hints are not minded", ATTEMPT, "if (task->hints[i].cap < points) points", "if (task->hints[i].cap > points) points"),
    ("the same wrong answer is a try", ATTEMPT, "if (was_tried(attempt, answer)) {", "if (0 && was_tried(attempt, answer)) {"),
    ("how sure one is counts after a try", ATTEMPT, "|| attempt->tries > 0) return false;\n    attempt->confidence", "|| attempt->tries > 99) return false;\n    attempt->confidence"),
    ("what is not known can be easy", ATTEMPT, "if (!attempt->known || (!easy", "if ((!easy"),
    ("any word ends a test", ATTEMPT, "*begin || (event->kind == EVENT_TEST && str_same(event->value, TEST_END))", "*begin || event->kind == EVENT_TEST"),
    ("a hint can be shown again", ATTEMPT, "if (hint < attempt->hints) return false;", "if (hint < 0) return false;"),
    ("events of other attempts count", ATTEMPT, "(event->attempt == 0 || event->attempt == attempt->id)", "true"),
    ("fixed options move", SHUFFLE, "if (!task->options[i].fixed) free_places", "if (true) free_places"),
    ("the shuffle is biased", SHUFFLE, "(uint32_t)i + 1);\n        swap", "(uint32_t)count);\n        swap"),
    ("an ordering is shown solved", SHUFFLE, "if (is_solved(task, order)) swap", "if (0 && is_solved(task, order)) swap"),
    ("the first two of a solved ordering change places", SHUFFLE, "int at = (int)(seed %", "int at = 0 * (int)(seed %"),
    ("words come before numbers in ascending order", SHUFFLE, "? number : (double)INFINITY", "? number : -(double)INFINITY"),
    ("every attempt has the same order", SHUFFLE, "(seed ^ (uint64_t)number)", "(seed ^ (uint64_t)0)"),
    ("wrong options chosen cost nothing", CHOICES, "(m.hits - m.slips) / m.keys", "(m.hits) / m.keys"),
    ("options left out count as judged rightly", CHOICES, "(m.count - misjudged) / m.count", "(m.count - m.slips) / m.count"),
    ("one wrong option too many is right", CHOICES, "m.hits == m.keys && m.slips == 0", "m.hits == m.keys && m.slips <= 1"),
    ("a part in order need not rise", ORDERING, "place[a[j]] < place[a[i]] &&", "true &&"),
    ("a reversed order earns points", ORDERING, "(most - 1.0) / (count - 1)", "(double)most / count"),
    ("two tolerances add up", NUMERIC, "fmax(task->abs_tol, task->rel_tol * fabs(want));\n    return", "task->abs_tol + task->rel_tol * fabs(want);\n    return"),
    ("the last mistake with a value is meant", NUMERIC, "i < task->wrong_count && judgement.index < 0", "i < task->wrong_count"),
    ("a comma is a matter for numbers", NUMERIC, "if (strchr(tidied, ','))", "if (0 && strchr(tidied, ','))"),
    ("a cell may lie beyond the figure", CARD + "types/hotspot.c", "if (i >= size || j >= size) return (Judgement)", "if (i > size || j > size) return (Judgement)"),
    # What is counted
    ("an undo names no attempt", HISTORY, "bool undo = event->kind == EVENT_UNDO &&", "bool undo = event->kind == EVENT_HINT &&"),
    ("answers of a test count at once", HISTORY, "bool counts = history->test == 0 || event->attempt < history->test;", "bool counts = true;"),
    ("once known is always known", HISTORY, "if (held->finished) task->known = held->known;", "if (held->finished) task->known |= held->known;"),
    ("retired tasks count", HISTORY, "if (!task_is_asked(&card->tasks[i])) continue;", ""),
    ("any second try is hard", LOG_FOLD, "(attempt->tries == 2 && !attempt->hints)", "attempt->tries == 2"),
    ("later hints mean again", LOG_FOLD, "return hard ? RATING_HARD : RATING_AGAIN;", "return RATING_AGAIN;"),
    ("easy cannot be taken back", LOG_INDEX, "id_set_remove(&index->easy, event->attempt)", "(void)0"),
    ("the newest attempts are in any order", LOG, "return (one < other) - (one > other);", "return 0;"),
    ("unfinished attempts come newest first", LOG_FOLD, "slot->row.id < first->row.id", "slot->row.id > first->row.id"),
    ("a page begins with the last one's end", LOG, "row->last >= choice->before", "row->last > choice->before"),
    ("attempts of a test that goes on are listed", LOG_FOLD, "&& chosen && !held", "&& chosen"),
    ("a page has what was done later, too", LOG, "row->last < choice->from || behind", "behind"),
    ("late events are not looked for", LOG, "if (late->seq <= after ||", "if (true || late->seq <= after ||"),
    ("the end of the log is not looked at", LOG, "at > 0 ? end + 1 : chosen->ids[0]", "at > 0 ? INT64_MAX : chosen->ids[0]"),
    ("attempts that were left go on elsewhere", LOG_FOLD, "return event->seq - event->attempt > known->reach && !log_index_has_late(known, event->seq);", "return false;"),
    ("attempts that were left go on after the index", LOG_FOLD, "return event->attempt <= known->seq && !id_set_has(&known->latest, event->attempt);", "return false;"),
    ("a row names the test that goes on now", LOG_FOLD, "if (test->seq > seq) return;", ""),
    ("an attempt goes on that was left for one in a test", LOG_FOLD, "close_slot(fold, slot); // also by", "if (!running_holds(&fold->held, event)) close_slot(fold, slot); // also by"),
    ("an attempt that was left has late events", LOG_INDEX, "event->attempt == *latest && ", ""),
    ("the last near event is no event", LOG_INDEX, "event->seq - event->attempt > index->reach", "event->seq - event->attempt > index->reach + 1"),
    ("an attempt is undone twice", LOG, "if (ok && row.undone) ok =", "if (0) ok ="),
    ("a second begin is not noticed", RUNNING, "test->begin = begin;", "if (!test->begin || !begin) test->begin = begin;"),
    ("attempts before a test belong to it", RUNNING, "event->attempt > begin", "event->attempt > 0"),
    # When it is asked again
    ("days are those of Greenwich", SCHEDULE, "return (zone.offset_min - zone.rollover_hour * 60)", "return (0 * zone.offset_min - zone.rollover_hour * 60)"),
    ("days begin at midnight", SCHEDULE, "zone.rollover_hour * 60) * UTC", "0 * zone.rollover_hour * 60) * UTC"),
    ("due one millisecond late", SCHEDULE, "ahead || review->due_ms <= now_ms", "ahead || review->due_ms < now_ms"),
    ("a clock that ran ahead puts off", SCHEDULE, "(ahead || review->due_ms", "(review->due_ms"),
    ("time runs backwards between attempts", SCHEDULE, "if (days < 0) days = 0;", ""),
    ("sure and wrong is no more urgent", SCHEDULE, "review->sure && !review->known ? recall - 2 : recall", "recall"),
    ("cards do not take turns", SCHEDULE, "if (order == 0) order = by_number(a->turn, b->turn);", ""),
    ("easy comes on top of good", SCHEDULE, "if (task->attempt != row->id) task->before = task->item;", "task->before = task->item;"),
    ("the calendar lacks its first day", SCHEDULE, "ago >= CALENDAR_DAYS) return true;", "ago >= CALENDAR_DAYS - 1) return true;"),
    ("undone attempts are in the calendar", SCHEDULE, "if (row->undone || !row->done) return true;", "if (!row->done) return true;"),
    ("what is due comes next as well", SCHEDULE, "!schedule_is_due(schedule, task, now_ms);", "true;"),
    ("next is the last", SCHEDULE, "due < next) next = due", "due > next) next = due"),
    ("a summary of another zone is used", SCHEDULE, "summary.zone.offset_min == zone.offset_min &&", "true &&"),
    ("the steps' hard is their first", PROGRESS + "fsrs.c", "round(minutes[0] * 1.5)", "round(minutes[0] * 1.0)"),
    # Keeping it
    ("a summary of an edited card is used", SUMMARY, "digest == digest_of(card) && ", ""),
    ("a summary of another log is used", SUMMARY, "out->seq > 0 && store_mark(store, out->seq).sum == sum", "out->seq > 0"),
    ("an undo after the summary is not seen", SUMMARY, "change->found = event->attempt <= summary->seq;", "change->found = false;"),
    ("a damaged summary is used", SUMMARY, "!last.bad && hash == (int64_t)(summary_hash(text.at, at) >> 1)", "!last.bad"),
    ("the sum leaves out the attempt", RECORD, "hash = hash_number(hash, (uint64_t)record->attempt);", ""),
    ("the sum leaves out where texts end", RECORD, "hash = hash_number(hash, size);", ""),
    ("a value may be one byte longer", RECORD, "[RECORD_VALUE] = {EVENT_VALUE_MAX,", "[RECORD_VALUE] = {EVENT_VALUE_MAX + 1,"),
    ("a filter takes its own end", STORE, "\" AND seq < ?3\"", "\" AND seq <= ?3\""),
    ("newest first is oldest first", STORE, "filter->newest_first ? \" DESC\" : \"\"", "\"\""),
    ("a spreadsheet runs what begins with a minus", "src/formats/attempts_csv.c", "strchr(\"=+-@", "strchr(\"=+@"),
    ("what was undone is not voided", "src/formats/xapi.c", "if (row->undone)", "if (0)"),
    ("templates have few forms", CARD + "task_form.c", "Rng rng = {rng_mix(seed ^ rng_hash(\"form\"))};", "Rng rng = {seed & 0xff};"),
]
