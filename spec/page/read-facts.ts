import type { Block } from '../clause.ts';
import { EXECUTE_TABLES, SERVICE_ACCEPT_SHUTDOWN, UI_TABLES } from '../constants.ts';
import * as documented from './documented.ts';
import type { FactName } from './facts.ts';
import { pageLinkedBy } from './links.ts';
import type { FoundNumber } from './numbers.ts';
import { findNumbers, findVersions, inBrackets } from './numbers.ts';
import type { Identifier } from './identifiers.ts';
import type { Prose, Range } from './prose.ts';
import { overlap, textOf } from './prose.ts';
import type { Located } from './roles.ts';
import type { Sighting } from './sighting.ts';
import { nameSpelt } from './transliteration.ts';
import { offsetIn, readNames, said, sightReference, sightTables } from './sighting.ts';

/** @param missingAt where a block that is not there should stand, as an offset of the source text */
export const readFacts = (
  page: Located,
  missingAt: (block: Block) => number,
): Readonly<Record<FactName, Sighting>> => {
  const { p1, p2, p3, p4, p5 } = page.paragraphs;
  const item1 = page.cases[page.mutexCase];
  const item2 = page.cases[page.uiCase];
  const of = (block: Block, prose: Prose | undefined, read: (prose: Prose) => Sighting): Sighting =>
    prose === undefined ? { state: 'missing', names: [], offset: missingAt(block) } : read(prose);
  const status = p4 === undefined ? undefined : readStatus(p4);
  const versions = p5 === undefined ? undefined : readVersions(p5);
  return {
    executeTables: of('p1', p1, (prose) => sightTables(prose, EXECUTE_TABLES)),
    errorCode: of('p2', p2, readCode),
    errorConstant: of('p2', p2, readErrorConstant),
    caseCount: of('p2', p2, (prose) =>
      said(
        [String(page.cases.length)],
        page.cases[2]?.offsets[0] ?? page.cases[0]?.offsets[0] ?? offsetIn(prose, 0),
      ),
    ),
    mutexCaseTables: of('item1', item1, (prose) => sightTables(prose, [])),
    uiCaseTables: of('item2', item2, (prose) => sightTables(prose, UI_TABLES)),
    eventLogging: of('p3', p3, (prose) => readEventLogging(prose, hasLinks(page))),
    statusFunction: of('p4', p4, (prose) => sightReference(prose, 'function', documented.STATUS_FUNCTION)),
    statusStructure: of('p4', p4, (prose) => sightReference(prose, 'structure', documented.STATUS_STRUCTURE)),
    member: of('p4', p4, (prose) => status?.member ?? said([], offsetIn(prose, 0))),
    value: of('p4', p4, (prose) => status?.value ?? said([], offsetIn(prose, 0))),
    versionFunction: of('p5', p5, (prose) => sightReference(prose, 'function', documented.STATUS_FUNCTION)),
    unsupportedVersion: of('p5', p5, (prose) => versions?.unsupported ?? said([], offsetIn(prose, 0))),
    minimumVersion: of('p5', p5, (prose) => versions?.minimum ?? said([], offsetIn(prose, 0))),
  };
};

/** A link can name another page by a number, so its numbers count only where the sentence has too few. */
const outsideLinks = (prose: Prose, numbers: readonly FoundNumber[]): readonly FoundNumber[] =>
  numbers.filter((number) => !prose.links.some((link) => overlap(link, number)));

/** The number in brackets behind the error's name; other numbers of the sentence may count the cases. */
const readCode = (prose: Prose): Sighting => {
  const numbers = findNumbers(prose.text);
  const codesAmong = (some: readonly FoundNumber[]): readonly FoundNumber[] => {
    const bracketed = some.filter((number) => inBrackets(prose.text, number));
    const large = (those: typeof some): typeof some => those.filter(({ value }) => Number(value) >= 100);
    return [large(bracketed), large(some), bracketed].find(({ length }) => length > 0) ?? [];
  };
  const outside = codesAmong(outsideLinks(prose, numbers));
  const codes = outside.length > 0 ? outside : codesAmong(numbers);
  const wrong = codes.find(({ value }) => value !== '1618') ?? codes[0];
  if (wrong === undefined) return { state: 'absent', names: [], offset: offsetIn(prose, 0) };
  return said([...new Set(codes.map(({ value }) => value))], offsetIn(prose, wrong.from));
};

const hasLinks = ({ paragraphs, cases, others }: Located): boolean =>
  [...Object.values(paragraphs), ...cases, ...others].some(({ links }) => links.length > 0);

const ERROR_FORM = /(?<![A-Za-z0-9_])ERROR(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])/g;

/** Every name of an error that can be read in a block. */
export const errorsNamed = (prose: Prose): ReturnType<typeof readNames> =>
  readNames(prose, documented.ERROR_CONSTANT, documented.OTHER_ERRORS, ERROR_FORM);

const readErrorConstant = (prose: Prose): Sighting => {
  const names = errorsNamed(prose);
  const first = names.find(({ name }) => name !== documented.ERROR_CONSTANT.name) ?? names[0];
  if (first === undefined) return { state: 'illegible', names: [], offset: offsetIn(prose, 0) };
  return said([...new Set(names.map(({ name }) => name))], offsetIn(prose, first.mention.from));
};

/** @param linked whether the page has links */
const readEventLogging = (prose: Prose, linked: boolean): Sighting => {
  const pages = prose.links.map((link) => ({ link, page: pageLinkedBy(link.target) }));
  const right = pages.find(({ page }) => page.kind === 'event-logging');
  if (right !== undefined) return said(['event-logging'], offsetIn(prose, right.link.from));
  const [first] = pages;
  // Text that was copied has no links at all: what it leads to cannot be read, which is not to say that it is gone.
  if (first === undefined)
    return { state: linked ? 'absent' : 'illegible', names: [], offset: offsetIn(prose, 0) };
  const offset = offsetIn(prose, first.link.from);
  if (first.page.kind === 'opaque') return { state: 'illegible', names: [], offset };
  return said([first.link.target], offset);
};

/**
 * The member and its value are set off from the sentence. Where a name cannot be read, the mark that is left
 * over shows that it was translated; where no mark is left over either, the page no longer gives it.
 */
const readStatus = (prose: Prose): { member: Sighting; value: Sighting } => {
  const members = readNames(
    prose,
    documented.MEMBER,
    documented.OTHER_MEMBERS,
    /(?<![A-Za-z0-9_])dw(?:[A-Z][A-Za-z0-9]+)(?![A-Za-z0-9_])/g,
  );
  const constants = readNames(
    prose,
    documented.VALUE,
    documented.OTHER_VALUES,
    /(?<![A-Za-z0-9_])SERVICE_(?!STATUS)[A-Z0-9]+(?:_[A-Z0-9]+)*(?![A-Za-z0-9_])/g,
  );
  const values = [...constants, ...readNumericValues(prose, constants)];
  const claimed = [...members, ...values].map(({ mention }) => mention);
  const all = prose.marks.filter((mark) => !prose.links.some((link) => overlap(link, mark)));
  const free = all.filter(
    (mark) => !claimed.some((mention) => overlap(mention, mark)) && /\p{L}/u.test(textOf(prose, mark)),
  );
  const named = (names: typeof members, wanted: string): Sighting | undefined => {
    const wrong = names.find(({ name }) => name !== wanted) ?? names[0];
    if (wrong === undefined) return undefined;
    return said([...new Set(names.map(({ name }) => name))], offsetIn(prose, wrong.mention.from));
  };
  // A page without any marks gives no sign of what stood there.
  const unmarked = all.length === 0 && claimed.length === 0;
  const unread = (mark: (typeof free)[number] | undefined): Sighting => ({
    state: mark !== undefined || unmarked ? 'illegible' : 'absent',
    names: [],
    offset: offsetIn(prose, mark?.from ?? 0),
  });
  const member =
    named(members, documented.MEMBER.name) ??
    otherMemberSpelt(prose, free, [documented.MEMBER, ...documented.OTHER_MEMBERS]);
  const value = named(values, documented.VALUE.name);
  return {
    member: member ?? unread(free[0]),
    value: value ?? unread(member === undefined ? free[1] : free.at(-1)),
  };
};

/** Another member, spelt in the letters of another script: it can be read, and it is the wrong one. */
const otherMemberSpelt = (
  prose: Prose,
  marks: readonly Range[],
  members: readonly Identifier[],
): Sighting | undefined => {
  const names = members.map(({ name }) => name);
  const spelt = marks.flatMap((mark) => {
    const name = nameSpelt(textOf(prose, mark).trim(), names);
    return name === undefined ? [] : [{ name, mark }];
  });
  const [first] = spelt;
  if (first === undefined || spelt.some(({ name }) => name === documented.MEMBER.name)) return undefined;
  return said([first.name], offsetIn(prose, first.mark.from));
};

/** The value as a number: set off as its name would be, or in brackets behind the name. */
const readNumericValues = (
  prose: Prose,
  constants: ReturnType<typeof readNames>,
): ReturnType<typeof readNames> =>
  findNumbers(prose.text).flatMap((number) => {
    const setOff = prose.marks.some((mark) => textOf(prose, mark).trim() === number.written);
    const behind = constants.some(({ mention }) =>
      /^[\s*]*[(（]\s*$/.test(prose.text.slice(mention.to, number.from)),
    );
    if (!setOff && !behind) return [];
    const right = Number(number.value) === SERVICE_ACCEPT_SHUTDOWN;
    return [{ name: right ? documented.VALUE.name : number.value, mention: number }];
  });

/** The version that is set off is the one without support; without marks it is the one before a colon, or the first. */
const readVersions = (prose: Prose): { unsupported: Sighting; minimum: Sighting } => {
  const all = findVersions(prose.text);
  const outside = outsideLinks(prose, all);
  const versions = outside.length > 1 ? outside : all;
  const marked = versions.filter((version) => prose.marks.some((mark) => overlap(mark, version)));
  const clear = marked.length > 0 && marked.length < versions.length;
  const labels = versions.filter(({ to }) => /^\s*[:：]/u.test(prose.text.slice(to)));
  const unsupported = clear ? marked : labels.length === 1 ? labels : versions.slice(0, 1);
  const minimum = versions.filter((version) => !unsupported.includes(version));
  const sight = (found: typeof versions): Sighting => {
    const [first] = found;
    if (first === undefined) return { state: 'absent', names: [], offset: offsetIn(prose, 0) };
    return said([...new Set(found.map(({ value }) => value))], offsetIn(prose, first.from));
  };
  return { unsupported: sight(unsupported), minimum: sight(minimum) };
};
