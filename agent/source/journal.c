/* Longer than 250 lines: every form of a line of a history, and the file that they are written to. */
#include "journal.h"

static double time_of(const Journal *journal) { return journal->before + now() - journal->began; }

static void add_time(Text *text, double milliseconds) {
  long long micro = (long long)(milliseconds * 1000.0);
  text_add_number(text, micro / 1000);
  if (micro % 1000 == 0) return;
  text_add(text, ".");
  if (micro % 1000 < 100) text_add(text, "0");
  if (micro % 1000 < 10) text_add(text, "0");
  text_add_number(text, micro % 1000);
}

/* Cuts the file behind its last whole line. */
static void cut(Journal *journal) {
  LONG high = (LONG)(journal->whole >> 32);
  SetFilePointer(journal->file, (LONG)journal->whole, &high, FILE_BEGIN);
  SetEndOfFile(journal->file);
}

int journal_line(Journal *journal, const Text *line) {
  DWORD written = 0;
  Text whole = {0};
  if (journal->problem.length > 0) return 0;
  text_add_bytes(&whole, line->data, line->length);
  text_add(&whole, "\n");
  BOOL done = WriteFile(journal->file, whole.data, (DWORD)whole.length, &written, NULL) && written == whole.length;
  if (done) {
    journal->whole += written;
  } else {
    add_last_error(&journal->problem, "the journal cannot be written any further: WriteFile", GetLastError());
    cut(journal);
  }
  text_free(&whole);
  return done;
}

int journal_event(Journal *journal, const Text *members) {
  Text line = {0};
  text_add(&line, "{\"seq\":");
  text_add_number(&line, ++journal->seq);
  text_add(&line, ",\"at\":");
  add_time(&line, time_of(journal));
  text_add(&line, ",");
  text_add_bytes(&line, members->data, members->length);
  text_add(&line, "}");
  int done = journal_line(journal, &line);
  text_free(&line);
  return done;
}

static void note_failure(Journal *journal, long long number, const char *message) {
  Text *failures = &journal->failures;
  if (number > 0) journal->stopped++;
  text_add(failures, failures->length > 0 ? ",{\"case\":" : "{\"case\":");
  text_add_number(failures, number);
  text_add(failures, ",\"message\":");
  json_add_string(failures, message);
  text_add(failures, "}");
}

int journal_stopped(Journal *journal, const char *how, const char *message) {
  Text line = {0};
  text_add(&line, "{\"stopped\":");
  text_add_number(&line, journal->last_case);
  text_add(&line, ",\"how\":\"");
  text_add(&line, how);
  text_add(&line, "\",\"message\":");
  json_add_string(&line, message);
  text_add(&line, "}");
  note_failure(journal, journal->last_case, message);
  int done = journal_line(journal, &line);
  text_free(&line);
  return done;
}

void journal_failed(Journal *journal, const char *message) { note_failure(journal, 0, message); }

static void note_measured(Journal *journal, const char *name) {
  text_add(&journal->measured, name);
  text_add(&journal->measured, "\n");
  text_clear(&journal->measuring);
}

int journal_has_measured(const Journal *journal, const char *name) {
  const Text *measured = &journal->measured;
  size_t begin = 0;
  for (size_t at = 0; at < measured->length; at++) {
    if (measured->data[at] != '\n') continue;
    if (bytes_equal(measured->data + begin, at - begin, name)) return 1;
    begin = at + 1;
  }
  return 0;
}

int journal_measuring(Journal *journal, const char *name) {
  Text line = {0};
  text_add(&line, "{\"measuring\":");
  json_add_string(&line, name);
  text_add(&line, "}");
  int done = journal_line(journal, &line);
  text_free(&line);
  return done;
}

int journal_measured(Journal *journal, const char *name, double took, const char *values, const char *failed) {
  Text line = {0};
  text_add(&line, "{\"measurement\":");
  json_add_string(&line, name);
  text_add(&line, ",\"durationMs\":");
  text_add_number(&line, (long long)took);
  text_add(&line, values != NULL ? ",\"values\":" : ",\"failed\":");
  if (values != NULL) text_add(&line, values);
  else json_add_string(&line, failed);
  text_add(&line, "}");
  int done = journal_line(journal, &line);
  if (done) note_measured(journal, name);
  text_free(&line);
  return done;
}

int journal_end(Journal *journal, const char *end, const Text *notes) {
  Text line = {0};
  text_add(&line, "{\"end\":\"");
  text_add(&line, end);
  text_add(&line, "\",\"failures\":[");
  if (journal->failures.length > 0) text_add(&line, journal->failures.data);
  text_add(&line, "],\"durationMs\":");
  text_add_number(&line, (long long)time_of(journal));
  text_add(&line, ",\"notes\":");
  text_add(&line, notes->data);
  text_add(&line, "}");
  int done = journal_line(journal, &line);
  text_free(&line);
  return done;
}

void journal_close(Journal *journal) {
  if (journal->file != INVALID_HANDLE_VALUE && journal->file != NULL) CloseHandle(journal->file);
  journal->file = NULL;
}

/* ---- An unfinished one ---- */

/* Milliseconds as a history writes them. */
static double milliseconds_of(const Json *json, int value) {
  double sum = 0, part = 1;
  int fraction = 0;
  if (value < 0 || json->values[value].kind != JSON_NUMBER) return 0;
  for (size_t at = json->values[value].start; at < json->values[value].end; at++) {
    char digit = json->text[at];
    if (digit == '.') fraction = 1;
    if (digit < '0' || digit > '9') continue;
    if (fraction) sum += (digit - '0') * (part /= 10);
    else sum = sum * 10 + (digit - '0');
  }
  return sum;
}

/* Takes note of a whole line. Returns 1 for the last line of a journal that came to its end. */
static int take_note(Journal *journal, const Json *json) {
  long long number = 0;
  int value = json_member(json, 0, "stopped");
  if (json_integer(json, value, &number)) {
    Text message = {0};
    json_string(json, json_member(json, 0, "message"), &message);
    note_failure(journal, number, message.data);
    journal->last_case_stopped = 1;
    text_free(&message);
  } else if (json_member(json, 0, "end") >= 0) {
    return 1;
  } else if (json_integer(json, json_member(json, 0, "case"), &number)) {
    journal->last_case = number;
    journal->last_case_stopped = 0;
  } else if (json_integer(json, json_member(json, 0, "seq"), &number)) {
    journal->seq = number;
    journal->before = milliseconds_of(json, json_member(json, 0, "at"));
  } else if (json_member(json, 0, "measurement") >= 0) {
    Text name = {0};
    json_string(json, json_member(json, 0, "measurement"), &name);
    note_measured(journal, name.data);
    text_free(&name);
  } else if (json_member(json, 0, "measuring") >= 0) {
    json_string(json, json_member(json, 0, "measuring"), &journal->measuring);
  }
  return 0;
}

static int read_whole(HANDLE file, Text *text) {
  char *chunk = memory_take(65536);
  DWORD read = 0;
  text_clear(text);
  while (ReadFile(file, chunk, 65536, &read, NULL) && read > 0) text_add_bytes(text, chunk, read);
  memory_give(chunk);
  return 1;
}

enum { OTHER_FILE, FINISHED, UNFINISHED };

/* Whether a whole line of ours begins anywhere behind this place. */
static int goes_on(const Text *text, size_t at) {
  Json json = {0};
  int found = 0;
  for (size_t begin = at + 1; at < text->length && !found;) {
    for (at = begin; at < text->length && text->data[at] != '\n';) at++;
    found = at < text->length && json_read(&json, text->data + begin, at - begin) && json.values[0].kind == JSON_OBJECT;
    begin = at + 1;
  }
  json_free(&json);
  return found;
}

/*
 * Reads the journal up to its last whole line: a power cut may have left anything behind it. One that is damaged before
 * its end is left as it is, because to go on would be to cut off what stands behind the damage.
 */
static int take_up(Journal *journal, const Text *head) {
  Text text = {0};
  Json json = {0};
  int kind = OTHER_FILE;
  read_whole(journal->file, &text);
  size_t begin = 0;
  for (size_t at = 0; at < text.length && kind != FINISHED; at++) {
    if (text.data[at] != '\n') continue;
    if (kind == OTHER_FILE && (at < head->length || !bytes_equal(text.data, head->length, head->data))) break;
    if (!json_read(&json, text.data + begin, at - begin) || json.values[0].kind != JSON_OBJECT) {
      if (goes_on(&text, at)) kind = OTHER_FILE;
      break;
    }
    kind = kind != OTHER_FILE && take_note(journal, &json) ? FINISHED : UNFINISHED;
    begin = at + 1;
  }
  journal->whole = (LONGLONG)begin;
  json_free(&json);
  text_free(&text);
  return kind;
}

static void path_in(WCHAR *path, const WCHAR *folder, const WCHAR *name) {
  lstrcpynW(path, folder, 700);
  lstrcpynW(path + lstrlenW(path), name, 300);
}

static HANDLE open_for_writing(const WCHAR *path, DWORD how) {
  return CreateFileW(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, NULL, how, FILE_FLAG_WRITE_THROUGH, NULL);
}

static void forget_notes(Journal *journal) {
  text_free(&journal->failures);
  text_free(&journal->measured);
  text_free(&journal->measuring);
  *journal = (Journal){0};
}

/* Finds the unfinished journal of this plan and machine. */
static int find_unfinished(Journal *journal, const WCHAR *folder, const Text *head) {
  WIN32_FIND_DATAW found;
  WCHAR path[1024];
  path_in(path, folder, L"msiconform-*.jsonl");
  HANDLE search = FindFirstFileW(path, &found);
  if (search == INVALID_HANDLE_VALUE) return 0;
  int taken = 0;
  do {
    path_in(path, folder, found.cFileName);
    HANDLE file = open_for_writing(path, OPEN_EXISTING);
    if (file == INVALID_HANDLE_VALUE) continue;
    journal->file = file;
    taken = take_up(journal, head) == UNFINISHED;
    if (!taken) {
      CloseHandle(file);
      forget_notes(journal);
    }
  } while (!taken && FindNextFileW(search, &found));
  FindClose(search);
  if (taken) lstrcpyW(journal->path, path);
  return taken;
}

static void add_digits(Text *text, unsigned number, int digits) {
  char written[8];
  for (int at = digits - 1; at >= 0; at--, number /= 10) written[at] = (char)('0' + number % 10);
  text_add_bytes(text, written, (size_t)digits);
}

static void add_file_name(Text *name, const char *computer, const SYSTEMTIME *date) {
  static const char hex[] = "0123456789abcdef";
  text_add(name, "msiconform-");
  if (computer[0] != 0) text_add(name, computer);
  else {
    unsigned random = random_number();
    for (int at = 0; at < 6; at++) text_add_bytes(name, &hex[random >> (4 * at) & 15], 1);
  }
  text_add(name, "-");
  add_digits(name, date->wYear, 4);
  add_digits(name, date->wMonth, 2);
  add_digits(name, date->wDay, 2);
  text_add(name, "-");
  add_digits(name, date->wHour, 2);
  add_digits(name, date->wMinute, 2);
  text_add(name, ".jsonl");
}

static void add_date(Text *text, const SYSTEMTIME *date) {
  add_digits(text, date->wYear, 4);
  text_add(text, "-");
  add_digits(text, date->wMonth, 2);
  text_add(text, "-");
  add_digits(text, date->wDay, 2);
  text_add(text, "T");
  add_digits(text, date->wHour, 2);
  text_add(text, ":");
  add_digits(text, date->wMinute, 2);
  text_add(text, ":");
  add_digits(text, date->wSecond, 2);
  text_add(text, ".");
  add_digits(text, date->wMilliseconds, 3);
  text_add(text, "Z");
}

static int make_new(Journal *journal, const WCHAR *folder, const char *computer, const Text *head, Text *problem) {
  SYSTEMTIME date;
  Text name = {0}, line = {0};
  GetSystemTime(&date);
  add_file_name(&name, computer, &date);
  WCHAR *wide = wide_of(name.data);
  path_in(journal->path, folder, wide);
  memory_give(wide);
  journal->file = open_for_writing(journal->path, CREATE_NEW);
  if (journal->file == INVALID_HANDLE_VALUE) {
    add_last_error(problem, "the folder of the agent cannot be written to: CreateFileW", GetLastError());
    text_add(problem, "; copy the kit to a folder that can be written to");
    text_free(&name);
    return 0;
  }
  text_add_bytes(&line, head->data, head->length);
  text_add(&line, ",\"startedAt\":\"");
  add_date(&line, &date);
  text_add(&line, "\",\"command\":\"msiconform replay ");
  text_add(&line, name.data);
  text_add(&line, "\"}");
  int done = journal_line(journal, &line);
  if (!done) text_add(problem, journal->problem.data);
  text_free(&line);
  text_free(&name);
  return done;
}

int journal_open(Journal *journal, const WCHAR *folder, const char *name, const Text *head, Text *problem) {
  *journal = (Journal){0};
  int resumed = find_unfinished(journal, folder, head);
  journal->began = now();
  if (!resumed) return make_new(journal, folder, name, head, problem);
  cut(journal);
  int told = 1;
  if (journal->measuring.length > 0) {
    Text begun = journal->measuring;
    journal->measuring = (Text){0};
    told = journal_measured(journal, begun.data, 0, NULL, "the agent or its machine ended while this was measured");
    text_free(&begun);
  }
  if (told && journal->last_case > 0 && !journal->last_case_stopped) {
    told = journal_stopped(journal, "crashed", "the agent or its machine ended while this case ran");
  }
  if (!told) text_add(problem, journal->problem.data);
  return told;
}
