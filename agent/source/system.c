#include "system.h"

#include "json.h"
#include "msi.h"

static void copy_narrow(char *to, const WCHAR *from, int room) {
  int at = 0;
  for (; at < room - 1 && from[at] != 0; at++) to[at] = from[at] < 0x80 ? (char)from[at] : '?';
  to[at] = 0;
}

static void find_version(SystemFacts *facts) {
  OSVERSIONINFOW version = {0};
  LONG(WINAPI * RtlGetVersion)(OSVERSIONINFOW *);
  version.dwOSVersionInfoSize = sizeof version;
  /* From Windows 8.1 on GetVersionEx tells a program without a manifest another version. */
  PUT_FUNCTION(RtlGetVersion, "ntdll.dll", "RtlGetVersion");
  GetVersionExW(&version);
  int pack = lstrlenW(version.szCSDVersion);
  /* ReactOS says who it is behind the end of this string. */
  if (pack < 100) copy_narrow(facts->reactos, version.szCSDVersion + pack + 1, 120 - pack);
  if (facts->reactos[0] != 'R') facts->reactos[0] = 0;
  copy_narrow(facts->service_pack, version.szCSDVersion, sizeof facts->service_pack);
  if (RtlGetVersion != NULL) RtlGetVersion(&version);
  facts->major = version.dwMajorVersion;
  facts->minor = version.dwMinorVersion;
  facts->build = version.dwBuildNumber;
}

const SystemFacts *system_facts(void) {
  static SystemFacts facts;
  static int known;
  if (known) return &facts;
  known = 1;
  const char *(*wine_get_version)(void);
  PUT_FUNCTION(wine_get_version, "ntdll.dll", "wine_get_version");
  facts.wine = wine_get_version == NULL ? NULL : wine_get_version();
  find_version(&facts);
  return &facts;
}

void add_msi_version(Text *text) {
  for (int each = 0; each < 3; each++) {
    text_add(text, each == 0 ? "[" : ",");
    text_add_number(text, msi.version[each]);
  }
  text_add(text, "]");
}

void add_announcement(Text *text) {
  const SystemFacts *facts = system_facts();
  text_add(text, "{\"version\":\"" AGENT_VERSION "\",\"revision\":");
  text_add_number(text, PROTOCOL_REVISION);
  text_add(text, ",\"build\":\"" AGENT_BUILD "\",\"bits\":");
  text_add_number(text, (long long)sizeof(void *) * 8);
  text_add(text, ",\"windows\":\"");
  text_add_number(text, (long long)facts->major);
  text_add(text, ".");
  text_add_number(text, (long long)facts->minor);
  text_add(text, ".");
  text_add_number(text, (long long)facts->build);
  text_add(text, "\",\"servicePack\":");
  json_add_string(text, facts->service_pack);
  if (facts->reactos[0] != 0) {
    text_add(text, ",\"reactos\":");
    json_add_string(text, facts->reactos);
  }
  text_add(text, "}");
}

void complain(const char *sentence) {
  Text line = {0};
  DWORD written;
  text_add(&line, "msiconform-agent: ");
  text_add(&line, sentence);
  text_add(&line, ".\r\n");
  WriteFile(GetStdHandle(STD_ERROR_HANDLE), line.data, (DWORD)line.length, &written, NULL);
  text_free(&line);
}
