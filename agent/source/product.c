/* The packages, and the one product that is registered while the suite runs. */
#include "clients.h"

#define BUSY_MS 15000.0
#define PACKAGE_REJECTED 1625

static Text fixtures;

const char *machine_fixtures(void) { return fixtures.data; }

#define PRODUCT "{6D736963-6F6E-4672-AD00-000000000000}"

/* Asks again while another installation is in progress, but not for ever. */
static long control_when_free(const char *members, Text *problem) {
  double until = now() + BUSY_MS;
  for (;;) {
    long code = control(0, members, problem);
    if (code != ALREADY_RUNNING || now() > until) return code;
    Sleep(500);
  }
}

static void add_fixture_path(Text *text, const char *name) {
  Text path = {0};
  text_add(&path, fixtures.data);
  text_add(&path, name);
  text_add(&path, ".msi");
  json_add_string(text, path.data);
  text_free(&path);
}

static int author(int number, Text *problem) {
  Text members = {0}, name = {0};
  text_add(&name, number == 0 ? "msiconform-registered" : "msiconform-client-");
  if (number > 0) text_add_number(&name, number);
  text_add(&members, "\"do\":\"author\",\"fixture\":{\"path\":");
  add_fixture_path(&members, name.data);
  text_add(&members, ",\"productName\":");
  json_add_string(&members, name.data);
  text_add(&members, ",\"productCode\":\"{6D736963-6F6E-4672-AD00-00000000000");
  text_add_number(&members, number);
  text_add(&members, number == 0 ? "}\",\"registers\":true" : "}\",\"registers\":false");
  text_add(&members, on_wine() ? ",\"marksAdvertise\":true}" : ",\"marksAdvertise\":false}");
  long code = control(0, members.data, problem);
  text_free(&name);
  text_free(&members);
  return code == 0;
}

void add_code_hint(Text *problem, long code) {
  if (code == PACKAGE_REJECTED) {
    text_add(problem, ": a policy of this machine forbids to install; start it as an administrator");
  } else if (code == ALREADY_RUNNING) {
    text_add(problem, ": this machine is installing something else; wait until it has ended and start again");
  }
}

int remove_product(Text *problem) {
  long code = control_when_free("\"do\":\"remove\",\"product\":\"" PRODUCT "\"", problem);
  if (code > 0) {
    text_add(problem, "the product msiconform-registered could not be removed, code ");
    text_add_number(problem, code);
    text_add(problem, ": remove it with msiexec /x " PRODUCT " /qn");
  }
  return code == 0;
}

static int install_product(Text *problem) {
  Text members = {0};
  text_add(&members, "\"do\":\"install\",\"package\":");
  add_fixture_path(&members, "msiconform-registered");
  long code = control_when_free(members.data, problem);
  text_free(&members);
  if (code > 0) {
    text_add(problem, "the product msiconform-registered could not be installed, code ");
    text_add_number(problem, code);
    add_code_hint(problem, code);
  }
  return code == 0;
}

void register_product(void) {
  /* Whoever does it may be ended from outside; what was left half done is installed over. */
  for (int tries = 0; tries < 2; tries++) {
    text_clear(&shared.not_registered);
    remove_product(&shared.not_registered);
    if (install_product(&shared.not_registered)) {
      text_clear(&shared.not_registered);
      return;
    }
  }
}

static int make_folder(Text *problem) {
  WCHAR folder[MAX_PATH + 1];
  DWORD length = GetTempPathW(MAX_PATH, folder);
  text_clear(&fixtures);
  text_add_wide_length(&fixtures, folder, (int)length);
  text_add(&fixtures, "msiconform-agent");
  WCHAR *path = wide_of(fixtures.data);
  int made = length > 0 && (CreateDirectoryW(path, NULL) || GetLastError() == ERROR_ALREADY_EXISTS);
  memory_give(path);
  if (!made) add_last_error(problem, "the folder msiconform-agent in the temporary folder", GetLastError());
  text_add(&fixtures, "\\");
  return made;
}

void remove_packages(void) {
  if (fixtures.length == 0) return;
  for (int number = 0; number <= MOST_CLIENTS; number++) {
    static const char *const endings[] = {".msi", ".aas"};
    for (int ending = 0; ending < 2; ending++) {
      Text path = {0};
      text_add(&path, fixtures.data);
      text_add(&path, number == 0 ? "msiconform-registered" : ending == 0 ? "msiconform-client-" : "scratch-");
      if (number > 0) text_add_number(&path, number);
      text_add(&path, endings[ending]);
      WCHAR *wide = wide_of(path.data);
      DeleteFileW(wide);
      memory_give(wide);
      text_free(&path);
    }
  }
  WCHAR *folder = wide_of(fixtures.data);
  RemoveDirectoryW(folder);
  memory_give(folder);
}

int make_packages(Text *problem) {
  if (!make_folder(problem)) return 0;
  for (int number = 0; number <= MOST_CLIENTS; number++) {
    if (!author(number, problem)) return 0;
  }
  return 1;
}
