/* ReadEventLogW, which every Windows from NT on has: one way to the log, the same on all of them. */
#include "json.h"
#include "observe.h"

#define SOURCE L"MsiInstaller"
enum { BEGINNING_TRANSACTION = 1040, ENDING_TRANSACTION = 1042 };

static void add_record(Text *text, const EVENTLOGRECORD *record, int *first) {
  const WCHAR *string = (const WCHAR *)((const BYTE *)record + record->StringOffset);
  text_add(text, *first ? "{\"id\":" : ",{\"id\":");
  *first = 0;
  text_add_number(text, record->EventID & 0xffff);
  text_add(text, ",\"record\":");
  text_add_number(text, record->RecordNumber);
  text_add(text, ",\"data\":[");
  for (WORD each = 0; each < record->NumStrings; each++) {
    Text value = {0};
    text_clear(&value);
    text_add_wide(&value, string);
    if (each > 0) text_add(text, ",");
    json_add_bytes(text, value.data, value.length);
    text_free(&value);
    string += lstrlenW(string) + 1;
  }
  text_add(text, "]}");
}

static int is_wanted(const EVENTLOGRECORD *record) {
  WORD id = (WORD)(record->EventID & 0xffff);
  if (id != BEGINNING_TRANSACTION && id != ENDING_TRANSACTION) return 0;
  return lstrcmpiW((const WCHAR *)(record + 1), SOURCE) == 0;
}

/* Reads one block from a record on; returns its size, 0 at the end of the log, or -1. */
static long read_block(HANDLE log, DWORD from, BYTE **block, DWORD *room) {
  DWORD read = 0, needed = 0;
  for (;;) {
    /* EVENTLOG_SEEK_READ is slow on some, but a sequential read would go through the whole log. */
    if (ReadEventLogW(log, EVENTLOG_SEEK_READ | EVENTLOG_FORWARDS_READ, from, *block, *room, &read, &needed)) return (long)read;
    DWORD error = GetLastError();
    if (error == ERROR_INSUFFICIENT_BUFFER && needed > *room) {
      *room = needed;
      *block = memory_resize(*block, needed);
    } else {
      /* Past the newest record it is one parameter that is not correct, or the end. */
      return error == ERROR_HANDLE_EOF || error == ERROR_INVALID_PARAMETER ? 0 : -1;
    }
  }
}

int add_events(Text *text, long long after, Text *problem) {
  DWORD oldest = 0, count = 0, room = 64 * 1024;
  HANDLE log = OpenEventLogW(NULL, L"Application");
  if (log == NULL || !GetOldestEventLogRecord(log, &oldest) || !GetNumberOfEventLogRecords(log, &count)) {
    add_last_error(problem, "the event log Application", GetLastError());
    if (log != NULL) CloseEventLog(log);
    return 0;
  }
  DWORD newest = count == 0 ? 0 : oldest + count - 1;
  int first = 1, whole = 1;
  text_add(text, "[");
  if (after < 0) {
    text_add(text, "{\"id\":0,\"record\":");
    text_add_number(text, newest);
    text_add(text, ",\"data\":[]}");
  } else {
    BYTE *block = memory_take(room);
    DWORD from = (DWORD)after + 1 < oldest ? oldest : (DWORD)after + 1;
    while (whole && count > 0 && from <= newest) {
      long size = read_block(log, from, &block, &room);
      whole = size >= 0;
      if (size <= 0) break;
      for (BYTE *at = block; at < block + size; at += ((EVENTLOGRECORD *)(void *)at)->Length) {
        const EVENTLOGRECORD *record = (const EVENTLOGRECORD *)(const void *)at;
        if (is_wanted(record)) add_record(text, record, &first);
        from = record->RecordNumber + 1;
      }
    }
    if (!whole) add_last_error(problem, "ReadEventLogW", GetLastError());
    memory_give(block);
  }
  text_add(text, "]");
  CloseEventLog(log);
  return whole;
}
