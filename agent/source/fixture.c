#include "fixture.h"

#include "tables.h"

#define OPEN_CREATE ((const WCHAR *)3)
enum { TYPE_I2 = 2, TYPE_I4 = 3, TYPE_STRING = 30 };

/* What is being authored. The first failure stays in `problem`, and nothing is done after it. */
typedef struct {
  const Fixture *fixture;
  MsiHandle database;
  Text *problem;
  int failed;
} Author;

static void check(Author *author, UINT code, const char *what) {
  if (code == 0 || author->failed) return;
  author->failed = 1;
  text_add(author->problem, what);
  text_add(author->problem, " gave ");
  text_add_number(author->problem, code);
}

static void execute(Author *author, const char *query) {
  MsiHandle view = 0;
  if (author->failed) return;
  WCHAR *wide = wide_of(query);
  check(author, msi.MsiDatabaseOpenViewW(author->database, wide, &view), query);
  memory_give(wide);
  if (author->failed) return;
  check(author, msi.MsiViewExecute(view, 0), query);
  msi.MsiCloseHandle(view);
}

/* Puts `%` values into a query in their order and executes it. */
static void execute_with(Author *author, const char *query, const char *const *values) {
  Text text = {0};
  for (; *query != 0; query++) {
    if (*query == '%') text_add(&text, *values++);
    else text_add_bytes(&text, query, 1);
  }
  execute(author, text.data);
  text_free(&text);
}

static void property(Author *author, const char *name, const char *value) {
  const char *values[] = {name, value};
  execute_with(author, "INSERT INTO `Property` (`Property`, `Value`) VALUES ('%', '%')", values);
}

static void properties(Author *author) {
  execute(author,
          "CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, `Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY "
          "`Property`)");
  property(author, "ProductCode", author->fixture->product_code);
  property(author, "ProductName", author->fixture->product_name);
  property(author, "ProductVersion", "1.0.0");
  property(author, "ProductLanguage", "1033");
  property(author, "Manufacturer", "msiconform");
}

static void directories(Author *author) {
  execute(author,
          "CREATE TABLE `Directory` (`Directory` CHAR(72) NOT NULL, `Directory_Parent` CHAR(72), `DefaultDir` CHAR(255) "
          "NOT NULL LOCALIZABLE PRIMARY KEY `Directory`)");
  execute(author,
          "INSERT INTO `Directory` (`Directory`, `Directory_Parent`, `DefaultDir`) VALUES ('TARGETDIR', '', 'SourceDir')");
}

/* One component whose key path is a registry value of the current user, so that no file is needed. */
static void components(Author *author) {
  static const char *const queries[] = {
      "CREATE TABLE `Feature` (`Feature` CHAR(38) NOT NULL, `Feature_Parent` CHAR(38), `Title` CHAR(64) LOCALIZABLE, "
      "`Description` CHAR(255) LOCALIZABLE, `Display` SHORT, `Level` SHORT NOT NULL, `Directory_` CHAR(72), `Attributes` "
      "SHORT NOT NULL PRIMARY KEY `Feature`)",
      "CREATE TABLE `Component` (`Component` CHAR(72) NOT NULL, `ComponentId` CHAR(38), `Directory_` CHAR(72) NOT NULL, "
      "`Attributes` SHORT NOT NULL, `Condition` CHAR(255), `KeyPath` CHAR(72) PRIMARY KEY `Component`)",
      "CREATE TABLE `FeatureComponents` (`Feature_` CHAR(38) NOT NULL, `Component_` CHAR(72) NOT NULL PRIMARY KEY "
      "`Feature_`, `Component_`)",
      "CREATE TABLE `Media` (`DiskId` SHORT NOT NULL, `LastSequence` SHORT NOT NULL, `DiskPrompt` CHAR(64) LOCALIZABLE, "
      "`Cabinet` CHAR(255), `VolumeLabel` CHAR(32), `Source` CHAR(72) PRIMARY KEY `DiskId`)",
      "CREATE TABLE `Registry` (`Registry` CHAR(72) NOT NULL, `Root` SHORT NOT NULL, `Key` CHAR(255) NOT NULL "
      "LOCALIZABLE, `Name` CHAR(255) LOCALIZABLE, `Value` CHAR(0) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY "
      "`Registry`)",
      "INSERT INTO `Feature` (`Feature`, `Display`, `Level`, `Attributes`) VALUES ('" FEATURE "', 1, 1, 0)",
      "INSERT INTO `Component` (`Component`, `ComponentId`, `Directory_`, `Attributes`, `KeyPath`) VALUES ('Key', "
      "'{6D736963-6F6E-4672-AD00-0000000000C0}', 'TARGETDIR', 4, 'Key')",
      "INSERT INTO `FeatureComponents` (`Feature_`, `Component_`) VALUES ('" FEATURE "', 'Key')",
      "INSERT INTO `Media` (`DiskId`, `LastSequence`) VALUES (1, 0)",
  };
  for (size_t each = 0; each < sizeof queries / sizeof *queries; each++) execute(author, queries[each]);
  const char *values[] = {author->fixture->product_name};
  execute_with(author,
               "INSERT INTO `Registry` (`Registry`, `Root`, `Key`, `Name`, `Value`, `Component_`) VALUES ('Key', 1, "
               "'Software\\msiconform', '%', '1', 'Key')",
               values);
}

static void custom_actions(Author *author) {
  execute(author,
          "CREATE TABLE `CustomAction` (`Action` CHAR(72) NOT NULL, `Type` SHORT NOT NULL, `Source` CHAR(72), `Target` "
          "CHAR(255) LOCALIZABLE PRIMARY KEY `Action`)");
  for (int table = 0; table < TABLES; table++) {
    for (int mark = 0; mark < MARKS; mark++) {
      const char *values[] = {MARK_NAMES[mark], TABLE_NAMES[table], MARK_NAMES[mark], TABLE_NAMES[table]};
      /* Type 51 only sets a property: it changes nothing and announces itself like any action. */
      execute_with(author,
                   "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('%%', 51, "
                   "'MSICONFORM_AT', '%%')",
                   values);
    }
  }
}

/* A row of a sequence table; the action has two parts. */
static void row(Author *author, int table, const char *action, const char *rest, const char *condition,
                const char *number) {
  const char *values[] = {TABLE_NAMES[table], action, rest, condition, number};
  execute_with(author, "INSERT INTO `%` (`Action`, `Condition`, `Sequence`) VALUES ('%%', '%', %)", values);
}

/* With no InstallInitialize nothing is scripted, so nothing on the machine changes. */
static void publishing(Author *author) {
  static const char *const rows[][2] = {
      {"InstallValidate", "1400"},      {"InstallInitialize", "1500"},   {"ProcessComponents", "1600"},
      {"UnpublishFeatures", "1800"},    {"RemoveRegistryValues", "2600"}, {"WriteRegistryValues", "5000"},
      {"RegisterProduct", "6100"},      {"PublishFeatures", "6300"},     {"PublishProduct", "6400"},
      {"InstallFinalize", "6600"},
  };
  for (size_t each = 0; each < sizeof rows / sizeof *rows; each++) {
    row(author, INSTALL_EXECUTE, rows[each][0], "", "", rows[each][1]);
  }
}

/*
 * The advertise table allows no FileCost and, on Windows, no custom action. A UI table has a marker in place of its
 * ExecuteAction for the route by MsiSequence.
 */
static void sequence(Author *author, int table) {
  const char *name[] = {TABLE_NAMES[table]};
  int marked = table != ADVERTISE_EXECUTE || author->fixture->marks_advertise;
  execute_with(author,
               "CREATE TABLE `%` (`Action` CHAR(72) NOT NULL, `Condition` CHAR(255), `Sequence` SHORT PRIMARY KEY "
               "`Action`)",
               name);
  if (marked) row(author, table, MARK_NAMES[MARK_ENTER], TABLE_NAMES[table], "", "1");
  row(author, table, "CostInitialize", "", "", "800");
  if (table != ADVERTISE_EXECUTE) row(author, table, "FileCost", "", "", "900");
  row(author, table, "CostFinalize", "", "", "1000");
  if (is_ui_table(table)) {
    row(author, table, "ExecuteAction", "", "NOT " BY_SEQUENCE, "1300");
    row(author, table, MARK_NAMES[MARK_EXECUTE], TABLE_NAMES[table], BY_SEQUENCE, "1301");
  }
  if (author->fixture->registers && table == INSTALL_EXECUTE) publishing(author);
  if (marked) row(author, table, MARK_NAMES[MARK_LEAVE], TABLE_NAMES[table], "", "7000");
}

static void package_code(WCHAR code[39]) {
  static const WCHAR hex[] = L"0123456789ABCDEF";
  static const char shape[] = "{xxxxxxxx-xxxx-4xxx-Axxx-xxxxxxxxxxxx}";
  for (int at = 0; at < 39; at++) code[at] = shape[at] == 'x' ? hex[random_number() >> 28] : (WCHAR)shape[at];
}

static void summary(Author *author) {
  MsiHandle information = 0;
  WCHAR code[39];
  if (author->failed) return;
  check(author, msi.MsiGetSummaryInformationW(author->database, NULL, 20, &information), "MsiGetSummaryInformationW");
  if (author->failed) return;
  WCHAR *name = wide_of(author->fixture->product_name);
  package_code(code);
  /* Word count 2: the source is compressed; 8: no elevation is needed, a bit that Windows Installer 4.0 brought. */
  int words = msi.version[0] < 4 ? 2 : 2 + 8;
  const struct {
    UINT property, type;
    INT number;
    const WCHAR *text;
  } rows[] = {
      {1, TYPE_I2, 1252, NULL},
      {2, TYPE_STRING, 0, L"Installation Database"},
      {3, TYPE_STRING, 0, name},
      {4, TYPE_STRING, 0, L"msiconform"},
      /* No platform: works on every machine, also in a 64-bit process. */
      {7, TYPE_STRING, 0, L";1033"},
      {9, TYPE_STRING, 0, code},
      /* The oldest installer that takes it, 2.0. */
      {14, TYPE_I4, 200, NULL},
      {15, TYPE_I4, words, NULL},
      /* Security: read-only is recommended. */
      {19, TYPE_I4, 2, NULL},
  };
  for (size_t each = 0; each < sizeof rows / sizeof *rows && !author->failed; each++) {
    check(author,
          msi.MsiSummaryInfoSetPropertyW(information, rows[each].property, rows[each].type, rows[each].number, NULL,
                                         rows[each].text),
          "MsiSummaryInfoSetPropertyW");
  }
  if (!author->failed) check(author, msi.MsiSummaryInfoPersist(information), "MsiSummaryInfoPersist");
  memory_give(name);
  msi.MsiCloseHandle(information);
}

int author_fixture(const Fixture *fixture, Text *problem) {
  Author author = {fixture, 0, problem, 0};
  WCHAR *path = wide_of(fixture->path);
  DeleteFileW(path);
  check(&author, msi.MsiOpenDatabaseW(path, OPEN_CREATE, &author.database), "MsiOpenDatabaseW");
  memory_give(path);
  if (author.failed) return 0;
  properties(&author);
  directories(&author);
  if (fixture->registers) components(&author);
  custom_actions(&author);
  for (int table = 0; table < TABLES; table++) sequence(&author, table);
  summary(&author);
  if (!author.failed) check(&author, msi.MsiDatabaseCommit(author.database), "MsiDatabaseCommit");
  msi.MsiCloseHandle(author.database);
  return !author.failed;
}
