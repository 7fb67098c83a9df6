/* Two ways to the event log: wevtapi.dll, which Vista brought, and ReadEventLogW, which every Windows from NT on has. */
#include "eventxml.h"
#include "observe.h"

#define CHANNEL_PATH 0x1
#define REVERSE_DIRECTION 0x200
#define RENDER_XML 1
#define WAIT_MS 2000
#define BLOCK (64 * 1024)
enum { BEGINNING_TRANSACTION = 1040, ENDING_TRANSACTION = 1042 };

/* ---- wevtapi.dll ---- */

typedef struct {
  HANDLE(WINAPI *query)(HANDLE, const WCHAR *, const WCHAR *, DWORD);
  BOOL(WINAPI *next)(HANDLE, DWORD, HANDLE *, DWORD, DWORD, DWORD *);
  BOOL(WINAPI *render)(HANDLE, HANDLE, DWORD, DWORD, void *, DWORD *, DWORD *);
  BOOL(WINAPI *close)(HANDLE);
} Evt;

static const Evt *evt(void) {
  static Evt found_here;
  static int looked;
  if (!looked) {
    looked = 1;
    PUT_FUNCTION(found_here.query, "wevtapi.dll", "EvtQuery");
    PUT_FUNCTION(found_here.next, "wevtapi.dll", "EvtNext");
    PUT_FUNCTION(found_here.render, "wevtapi.dll", "EvtRender");
    PUT_FUNCTION(found_here.close, "wevtapi.dll", "EvtClose");
  }
  return found_here.query != NULL && found_here.next != NULL && found_here.render != NULL && found_here.close != NULL
             ? &found_here
             : NULL;
}

static int add_rendered(Text *text, const Evt *log, HANDLE event, Text *problem) {
  DWORD room = BLOCK, used = 0, properties = 0;
  WCHAR *xml = memory_take(room);
  BOOL done = log->render(NULL, event, RENDER_XML, room, xml, &used, &properties);
  if (!done && GetLastError() == ERROR_INSUFFICIENT_BUFFER && used > room) {
    room = used;
    xml = memory_resize(xml, room);
    done = log->render(NULL, event, RENDER_XML, room, xml, &used, &properties);
  }
  if (done) {
    Text utf8 = {0};
    text_clear(&utf8);
    text_add_wide(&utf8, xml);
    add_xml_event(text, utf8.data);
    text_free(&utf8);
  } else {
    add_last_error(problem, "EvtRender", GetLastError());
  }
  memory_give(xml);
  return done;
}

static int add_queried(Text *text, const Evt *log, long long after, int which, Text *problem) {
  Text query = {0};
  int whole = 1, count = 0;
  text_add(&query, "*");
  if (after >= 0) {
    text_add(&query, "[System[Provider[@Name='MsiInstaller']");
    text_add(&query, which == TRANSACTIONS ? " and (EventID=1040 or EventID=1042)" : "");
    text_add(&query, " and EventRecordID > ");
    text_add_number(&query, after);
    text_add(&query, "]]");
  }
  WCHAR *wide = wide_of(query.data);
  HANDLE results = log->query(NULL, L"Application", wide, after < 0 ? CHANNEL_PATH | REVERSE_DIRECTION : CHANNEL_PATH);
  if (results == NULL) add_last_error(problem, "EvtQuery", GetLastError());
  memory_give(wide);
  text_free(&query);
  if (results == NULL) return 0;
  while (whole && (after >= 0 || count == 0)) {
    HANDLE event = NULL;
    DWORD returned = 0;
    if (!log->next(results, 1, &event, WAIT_MS, 0, &returned)) {
      DWORD error = GetLastError();
      whole = error == ERROR_NO_MORE_ITEMS;
      if (!whole) add_last_error(problem, "EvtNext", error);
      break;
    }
    if (count++ > 0) text_add(text, ",");
    whole = add_rendered(text, log, event, problem);
    log->close(event);
  }
  log->close(results);
  return whole;
}

/* ---- ReadEventLogW ---- */

static void add_record(Text *text, const EVENTLOGRECORD *record) {
  const WCHAR *string = (const WCHAR *)((const BYTE *)record + record->StringOffset);
  text_add(text, "{\"id\":");
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

static int is_wanted(const EVENTLOGRECORD *record, int which) {
  WORD id = (WORD)(record->EventID & 0xffff);
  if (which == TRANSACTIONS && id != BEGINNING_TRANSACTION && id != ENDING_TRANSACTION) return 0;
  return lstrcmpiW((const WCHAR *)(record + 1), L"MsiInstaller") == 0;
}

/* Reads the next block towards the oldest record; returns its size, 0 at the end of the log, or -1. */
static long read_block(HANDLE log, BYTE **block, DWORD *room) {
  DWORD read = 0, needed = 0;
  for (;;) {
    /* To seek a record is known to fail in large logs; the few new ones stand at the end. */
    if (ReadEventLogW(log, EVENTLOG_SEQUENTIAL_READ | EVENTLOG_BACKWARDS_READ, 0, *block, *room, &read, &needed)) return (long)read;
    DWORD error = GetLastError();
    if (error != ERROR_INSUFFICIENT_BUFFER || needed <= *room) return error == ERROR_HANDLE_EOF ? 0 : -1;
    *room = needed;
    *block = memory_resize(*block, needed);
  }
}

static void put_before(Text *text, const Text *before) {
  Text both = {0};
  text_add_bytes(&both, before->data, before->length);
  if (text->length > 0) {
    text_add(&both, ",");
    text_add_bytes(&both, text->data, text->length);
  }
  text_free(text);
  *text = both;
}

/* Puts the wanted records of a block before those in `text`. Returns 0 when no older ones are wanted. */
static int take_block(Text *text, const BYTE *block, long size, long long after, int which) {
  for (const BYTE *at = block; at < block + size;) {
    const EVENTLOGRECORD *record = (const EVENTLOGRECORD *)(const void *)at;
    if (after >= 0 && (long long)record->RecordNumber <= after) return 0;
    if (after < 0 || is_wanted(record, which)) {
      Text one = {0};
      add_record(&one, record);
      put_before(text, &one);
      text_free(&one);
    }
    if (after < 0 || record->Length < sizeof *record) return 0;
    at += record->Length;
  }
  return 1;
}

static int add_read(Text *text, long long after, int which, Text *problem) {
  DWORD room = BLOCK;
  Text records = {0};
  HANDLE log = OpenEventLogW(NULL, L"Application");
  if (log == NULL) {
    add_last_error(problem, "OpenEventLogW Application", GetLastError());
    return 0;
  }
  BYTE *block = memory_take(room);
  long size;
  do {
    size = read_block(log, &block, &room);
  } while (size > 0 && take_block(&records, block, size, after, which));
  if (size < 0) add_last_error(problem, "ReadEventLogW", GetLastError());
  else if (records.length > 0) text_add_bytes(text, records.data, records.length);
  text_free(&records);
  memory_give(block);
  CloseEventLog(log);
  return size >= 0;
}

int add_events(Text *text, long long after, int which, Text *problem) {
  text_add(text, "[");
  int whole = evt() != NULL ? add_queried(text, evt(), after, which, problem) : add_read(text, after, which, problem);
  text_add(text, "]");
  return whole;
}
