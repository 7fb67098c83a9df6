/* What a history says of the machine: who is tested, what it offers, raw facts. */
#include "clients.h"
#include "msi.h"
#include "raw.h"
#include "system.h"

void machine_add_identity(Text *text) {
  const SystemFacts *facts = system_facts();
  Text version = {0};
  if (facts->wine != NULL) {
    text_add(&version, "wine-");
    text_add(&version, facts->wine);
  } else {
    text_add_number(&version, (long long)facts->major);
    text_add(&version, ".");
    text_add_number(&version, (long long)facts->minor);
    text_add(&version, ".");
    text_add_number(&version, (long long)facts->build);
  }
  text_add(text, facts->wine != NULL ? "{\"id\":\"wine\"" : facts->reactos[0] != 0 ? "{\"id\":\"reactos\"" : "{\"id\":\"windows\"");
  text_add(text, ",\"name\":");
  Text name = {0};
  text_add(&name, facts->wine != NULL ? version.data : facts->reactos[0] != 0 ? facts->reactos : "Windows ");
  if (facts->wine == NULL && facts->reactos[0] == 0) {
    text_add(&name, version.data);
    if (facts->service_pack[0] != 0) {
      text_add(&name, " ");
      text_add(&name, facts->service_pack);
    }
  }
  json_add_string(text, name.data);
  text_add(text, ",\"version\":");
  json_add_string(text, version.data);
  text_add(text, ",\"windowsInstaller\":\"");
  text_add_number(text, msi.version[0]);
  text_add(text, ".");
  text_add_number(text, msi.version[1]);
  text_add(text, "\"}");
  text_free(&name);
  text_free(&version);
}

static void add_word(Text *text, const char *word, int *count) {
  if ((*count)++ > 0) text_add(text, ",");
  json_add_string(text, word);
}

void machine_add_capabilities(Text *text) {
  int count = 0;
  text_add(text, "{\"processes\":8,\"actions\":[");
  for (int action = 0; action < ACTIONS; action++) {
    if (!shared.is_known || shared.offers.actions[action][0].offered) add_word(text, ACTION_NAMES[action], &count);
  }
  text_add(text, "],\"uiLevels\":[\"none\",\"basic\",\"reduced\",\"full\"],\"apis\":[");
  count = 0;
  for (int api = 0; api < APIS; api++) {
    if (!shared.is_known || given_success(&shared.offers.apis[api])) add_word(text, API_NAMES[api], &count);
  }
  text_add(text, "],\"observations\":[\"probe\",\"service\"");
  if (!on_wine()) text_add(text, ",\"events\"");
  text_add(text, "],\"versions\":[],\"concurrent\":false}");
}

static void add_missing(Text *text, const char *what, const char *more, const Given *given, int *count) {
  text_add(text, (*count)++ > 0 ? ",{\"what\":\"" : "{\"what\":\"");
  text_add(text, what);
  text_add(text, more);
  text_add(text, given->has_code ? "\",\"code\":" : "\",\"reason\":");
  if (given->has_code) text_add_number(text, given->code);
  else json_add_string(text, given->reason);
  text_add(text, "}");
}

void machine_add_not_offered(Text *text) {
  int count = 0;
  text_add(text, "[");
  for (int action = 0; action < ACTIONS && shared.is_known; action++) {
    for (int with_ui = 0; with_ui < 2; with_ui++) {
      const Offer *offer = &shared.offers.actions[action][with_ui];
      if (offer->offered || (with_ui && ui_table_of(action) == NO_TABLE)) continue;
      add_missing(text, ACTION_NAMES[action], with_ui ? " with UI" : "", &offer->given, &count);
    }
  }
  for (int api = 0; api < APIS && shared.is_known; api++) {
    if (!given_success(&shared.offers.apis[api])) add_missing(text, API_NAMES[api], "", &shared.offers.apis[api], &count);
  }
  if (on_wine()) {
    text_add(text, count > 0 ? "," : "");
    text_add(text, "{\"what\":\"events\",\"reason\":\"Wine has no event log that msi.dll writes to\"}");
  }
  text_add(text, "]");
}

void machine_add_notes(Text *text) {
  text_add(text, "{\"msi\":");
  add_msi_version(text);
  text_add(text, ",\"agent\":");
  add_announcement(text);
  text_add(text, is_administrator() ? ",\"administrator\":true" : ",\"administrator\":false");
  if (shared.not_registered.length > 0) {
    text_add(text, ",\"notRegistered\":");
    json_add_bytes(text, shared.not_registered.data, shared.not_registered.length);
  }
  text_add(text, ",\"unexpectedEnds\":");
  text_add_number(text, shared.unexpected_ends);
  text_add(text, "}");
}
