/* Which installations the event log shows under way: a transaction of the installer that has begun and not ended. */
#include "clients.h"

#define LOG_DELAY_MS 2000.0
#define MOST_OPEN 64

/* A transaction that has begun: its package and the process of its client, as the log has them. */
typedef struct {
  Text key;
  int open;
} Transaction;

/* The name of the package without its folder and ending. */
static void add_application(Text *text, const Text *key) {
  size_t end = 0, begin = 0;
  while (end < key->length && key->data[end] != '\n') end++;
  for (size_t at = 0; at < end; at++) {
    if (key->data[at] == '\\' || key->data[at] == '/') begin = at + 1;
  }
  if (end - begin > 4 && bytes_equal(key->data + end - 4, 4, ".msi")) end -= 4;
  json_add_bytes(text, key->data + begin, end - begin);
}

static void read_key(Text *key, int record) {
  Text part = {0};
  int data = json_member(&shared.json, record, "data");
  int first = json_first(&shared.json, data), second = first < 0 ? -1 : json_next(&shared.json, data, first);
  text_clear(key);
  json_string(&shared.json, first, &part);
  text_add(key, part.data);
  text_add(key, "\n");
  json_string(&shared.json, second, &part);
  text_add(key, part.data);
  text_free(&part);
}

/* Adds the applications whose transaction has begun and not ended, by the records in the last answer. */
static int add_installing(Text *text) {
  Transaction transactions[MOST_OPEN];
  int count = 0, open = 0;
  int records = json_member(&shared.json, 0, "records");
  for (int each = json_first(&shared.json, records); each >= 0; each = json_next(&shared.json, records, each)) {
    long long id = 0;
    Text key = {0};
    read_key(&key, each);
    json_integer(&shared.json, json_member(&shared.json, each, "id"), &id);
    if (id == 1040 && count < MOST_OPEN) {
      transactions[count++] = (Transaction){key, 1};
      continue;
    }
    int found = -1;
    for (int other = 0; other < count && found < 0; other++) {
      if (transactions[other].open && string_equals(transactions[other].key.data, key.data)) found = other;
    }
    if (found >= 0) transactions[found].open = 0;
    text_free(&key);
  }
  text_add(text, "{\"type\":\"events\",\"installing\":[");
  for (int each = 0; each < count; each++) {
    if (transactions[each].open) {
      if (open++ > 0) text_add(text, ",");
      add_application(text, &transactions[each].key);
    }
    text_free(&transactions[each].key);
  }
  text_add(text, "]}");
  return open;
}

static int names(const Text *response, int process) {
  Text application = {0};
  text_add(&application, "msiconform-client-");
  text_add_number(&application, process);
  int found = has_word(response->data, application.data);
  text_free(&application);
  return found;
}

/* A record takes its time from the installer to whoever reads the log, so one that is missing is waited for. */
int respond_events(Text *response, Text *problem) {
  double until = now() + LOG_DELAY_MS;
  Text members = {0};
  text_add(&members, "\"do\":\"events\",\"after\":");
  text_add_number(&members, shared.last_event);
  int whole = 0, done = 1;
  while (!whole && done) {
    done = observe(members.data, "events", problem);
    text_clear(response);
    if (!done) break;
    add_installing(response);
    whole = 1;
    for (int process = 1; process <= MOST_CLIENTS; process++) {
      int table = shared.clients[process].at;
      if (table >= 0 && !is_ui_table(table) && !names(response, process)) whole = 0;
    }
    if (now() > until) break;
    if (!whole) Sleep(POLL_MS);
  }
  text_free(&members);
  return done;
}
