#include "msi.h"

Msi msi;

#define COINIT_MULTITHREADED 0

/* DLLVERSIONINFO. */
typedef struct {
  DWORD size, major, minor, build, platform;
} DllVersion;

static int initialize_com(Text *problem) {
  HRESULT(WINAPI * CoInitializeEx)(void *, DWORD);
  PUT_FUNCTION(CoInitializeEx, "ole32.dll", "CoInitializeEx");
  /* MsiOpenPackage asks for it on the thread that it is called from. */
  HRESULT result = CoInitializeEx == NULL ? -1 : CoInitializeEx(NULL, COINIT_MULTITHREADED);
  if (result >= 0) return 1;
  text_add(problem, "CoInitializeEx gave ");
  text_add_number(problem, result);
  return 0;
}

/* ---- In tests ---- */

static UINT(WINAPI *real_install)(const WCHAR *, const WCHAR *);

static UINT WINAPI refuse_install(const WCHAR *package, const WCHAR *line) {
  (void)package;
  (void)line;
  return 1625;
}

static UINT WINAPI refuse_open(const WCHAR *package, MsiHandle *handle) {
  (void)package;
  *handle = 0;
  return 1625;
}

static UINT WINAPI never_return(const WCHAR *package, const WCHAR *line) {
  static const WCHAR admin[] = L"ACTION=ADMIN";
  int at = 0;
  while (admin[at] != 0 && line[at] == admin[at]) at++;
  if (admin[at] == 0) Sleep(INFINITE);
  return real_install(package, line);
}

/* What a test has treated as missing: the right to install, or the end of an administrative installation. */
static void leave_out(void) {
  real_install = msi.MsiInstallProductW;
  if (is_left_out("end-of-ADMIN")) msi.MsiInstallProductW = never_return;
  if (!is_left_out("installations")) return;
  msi.MsiInstallProductW = refuse_install;
  msi.MsiOpenPackageW = refuse_open;
}

int msi_load(Text *problem) {
  static int loaded;
  if (loaded) return 1;
  HMODULE library = is_left_out("msi.dll") ? NULL : LoadLibraryW(L"msi.dll");
  if (library == NULL) {
    text_add(problem, "this Windows has no msi.dll, so there is no Windows Installer to test");
    return 0;
  }
  const char *missing = NULL;
#define LOAD(name, result, parameters) PUT_FUNCTION(msi.name, "msi.dll", #name);
#define NEED(name, result, parameters) \
  if (msi.name == NULL) missing = #name;
  MSI_FUNCTIONS(LOAD)
  MSI_LATER_FUNCTIONS(LOAD)
  MSI_FUNCTIONS(NEED)
#undef LOAD
#undef NEED
  if (missing != NULL) {
    text_add(problem, "the msi.dll of this Windows has no ");
    text_add(problem, missing);
    text_add(problem, ", so it is older than Windows Installer 2.0");
    return 0;
  }
  DllVersion version = {sizeof version, 0, 0, 0, 0};
  HRESULT result = msi.DllGetVersion(&version);
  if (result < 0) {
    text_add(problem, "DllGetVersion gave ");
    text_add_number(problem, result);
    return 0;
  }
  msi.version[0] = version.major;
  msi.version[1] = version.minor;
  msi.version[2] = version.build;
  if (!initialize_com(problem)) return 0;
  leave_out();
  loaded = 1;
  return 1;
}
