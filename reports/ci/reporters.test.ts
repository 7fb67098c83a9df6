import { findingsOf } from '../findings.ts';
import { CLAUSES } from '../../spec/index.ts';
import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import remarkParse from 'remark-parse';
import { SaxesParser } from 'saxes';
import { unified } from 'unified';
import pc from 'picocolors';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../schema/result.ts';
import { compareResults, renderDiff } from '../diff/index.ts';
import { run } from '../testing/runs.ts';
import { REPORTERS } from './reporters.ts';
import type { ReporterName } from './reporters.ts';

const CONTEXT = { colors: pc.createColors(false), file: undefined };
const HOSTILE = 'a\n::set-output name=x::y\u001b[2J\u202Eb`````c<script>|]]>&"%0A';

let conforming: Result;
let faulty: Result;
let hostile: Result;

beforeAll(async () => {
  conforming = await run({ behaviour: 'conforming', seed: 1, numRuns: 400 });
  faulty = await run({ behaviour: 'no mutex', seed: 1, numRuns: 400 });
  hostile = {
    ...faulty,
    implementation: { ...faulty.implementation, name: HOSTILE, version: HOSTILE },
    problems: [HOSTILE],
    clauses: faulty.clauses.map((clause) => ({
      ...clause,
      divergences: clause.divergences.map((each) => ({
        ...each,
        signature: HOSTILE,
        explanation: `${each.explanation}\n${HOSTILE}`,
        replay: HOSTILE,
      })),
    })),
  };
});

const report = (name: ReporterName, ...results: readonly Result[]): string =>
  REPORTERS[name](results, CONTEXT);

/** Elements with their attributes; throws for what is no XML. */
const elements = (xml: string): readonly { name: string; attributes: Record<string, string> }[] => {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(xml).close();
  return found;
};

describe('JUnit', () => {
  test('has a case for each clause and reading, and a failure for each that diverges', () => {
    const xml = elements(report('junit', conforming, faulty));
    const expected = faulty.clauses.flatMap((clause) =>
      Object.values(clause.readings).filter((verdict) => verdict === 'diverges'),
    ).length;
    expect(expected).toBeGreaterThan(0);
    expect(xml.filter(({ name }) => name === 'testcase')).toHaveLength(2 * CLAUSES.length * 3);
    expect(xml.filter(({ name }) => name === 'failure')).toHaveLength(expected);
    expect(
      xml.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes['failures']),
    ).toEqual(['0', String(expected)]);
  });

  test('an inconclusive run is no pass', () => {
    const xml = elements(
      report('junit', { ...conforming, verdict: 'inconclusive', problems: ['no answer'] }),
    );
    expect(xml.filter(({ name }) => name === 'error').map(({ attributes }) => attributes['message'])).toEqual(
      ['no answer'],
    );
  });
});

describe('GitHub', () => {
  test('has an error for each divergence under the reading that decides, in one line each', () => {
    const lines = REPORTERS.github([faulty], { ...CONTEXT, all: true }).split('\n');
    const kinds = faulty.clauses.flatMap((clause) => clause.divergences);
    expect(lines).toHaveLength(kinds.length);
    expect(lines.filter((line) => line.startsWith('::error title=')).length).toBe(
      kinds.filter((kind) => kind.readings.includes(faulty.reading)).length,
    );
    expect(report('github', conforming)).toBe('');
  });

  test('has one for each finding, where each kind is not asked for', () => {
    const lines = report('github', faulty).split('\n');
    const findings = findingsOf(faulty);
    expect(lines).toHaveLength(findings.length);
    expect(lines.filter((line) => line.startsWith('::error title=')).length).toBe(
      findings.filter(({ readings }) => readings.includes(faulty.reading)).length,
    );
  });

  test('no text can begin a command of its own', () => {
    for (const line of report('github', hostile).split('\n'))
      expect(line).toMatch(/^::(error|warning) title=/);
    // As the runner looks for them: `::` after any indentation, `##[` anywhere in a line.
    const name = '  ::add-mask::x';
    const explanation = `at first\n::stop-commands::x\n\u00a0\t::error::x\nsay ##[error]x`;
    const named: Result = {
      ...faulty,
      implementation: { ...faulty.implementation, name, version: '##[debug]' },
      clauses: faulty.clauses.map((clause) => ({
        ...clause,
        divergences: clause.divergences.map((each) => ({ ...each, explanation, signature: name })),
      })),
    };
    const others = { ...named, implementation: { ...named.implementation, id: name } };
    for (const text of [
      report('default', hostile, named),
      report('timeline', hostile, named),
      renderDiff(compareResults([named, others], [named, hostile]), CONTEXT.colors),
    ]) {
      for (const line of text.split('\n')) expect(line.trimStart()).not.toMatch(/^::|##\[/);
    }
  });
});

describe('the badge', () => {
  test('counts the clauses that are kept and tells the worst verdict', () => {
    expect(JSON.parse(report('badge', conforming))).toMatchObject({
      schemaVersion: 1,
      message: `${CLAUSES.length}/${CLAUSES.length} conforms`,
    });
    expect(JSON.parse(report('badge', conforming, faulty))).toMatchObject({
      message: `${CLAUSES.length - 2}/${CLAUSES.length} diverges`,
      color: 'red',
    });
    const svg = REPORTERS.badge([conforming], { ...CONTEXT, file: 'badge.svg' });
    expect(elements(svg)[0]?.name).toBe('svg');
  });
});

describe('hostile text', () => {
  test.each(['junit', 'github', 'markdown', 'default', 'timeline'] as const)('stays text in %s', (name) => {
    const text = report(name, hostile);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202E');
    if (name === 'junit') expect(() => elements(text)).not.toThrow();
  });

  test('does not leave its fence or its cell in Markdown', () => {
    const outside = report('markdown', hostile).replaceAll(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
    expect(outside).not.toContain('<script>');
    expect(outside).not.toContain('`````');
  });
});

/** A result with the text wherever a program, a log or a hand could have put it. */
const sayingEverywhere = (text: string): Result => ({
  ...faulty,
  implementation: { ...faulty.implementation, id: text, name: text, version: text },
  startedAt: text,
  reading: text,
  problems: [text],
  tables: faulty.tables.map((table) => ({ ...table, routes: [text] })),
  unsupported: [{ what: text }],
  clauses: faulty.clauses.map((clause) => ({
    ...clause,
    readings: { [text]: 'diverges' },
    divergences: clause.divergences.map((each) => ({
      ...each,
      readings: [text],
      signature: text,
      explanation: `Because ${text}`,
      replay: text,
    })),
  })),
});

/** Scraps of what means something to a terminal, to XML, to Markdown or to GitHub. */
const scraps: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r\n', '::error::', '##[', ']]>', '<!--', '-->', '<b>', '&amp;', '```', '~~~'),
      fc.constantFrom('|', '[x](javascript:y)', '![', '# ', '- ', '> ', '1. ', '    ', 'https://x.yz', '%0A'),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('\u0000', '\u001b[31m', '\u202e', '\ud800', '\ufffe', '\u0085', '</details>', 'x'),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

test('whatever a text holds, XML stays XML, Markdown shows text, and no line commands', () => {
  fc.assert(
    fc.property(scraps, (text) => {
      const result = sayingEverywhere(text);
      elements(report('junit', result));
      elements(REPORTERS.badge([result], { ...CONTEXT, file: 'badge.svg' }));
      for (const [all, folded] of [
        [true, faulty.clauses.flatMap((clause) => clause.divergences).length],
        [false, findingsOf(result).length],
      ] as const) {
        const kinds = kindsOf(REPORTERS.markdown([result], { ...CONTEXT, all }));
        for (const kind of [
          'link',
          'image',
          'linkReference',
          'imageReference',
          'definition',
          'list',
          'strong',
        ])
          expect(kinds).not.toContain(kind);
        expect(kinds.filter((kind) => kind === 'heading')).toHaveLength(1);
        expect(kinds.filter((kind) => kind === 'html')).toHaveLength(2 * folded);
      }
      for (const line of `${report('default', result)}\n${report('timeline', result)}`.split('\n'))
        expect(line.trimStart()).not.toMatch(/^::|##\[/);
    }),
  );
});

/** The kinds of all nodes of a Markdown text. */
const kindsOf = (markdown: string): readonly string[] => {
  const walk = (node: Nodes): string[] => [
    node.type,
    ...('children' in node ? node.children.flatMap((child) => walk(child)) : []),
  ];
  return walk(unified().use(remarkParse).parse(markdown));
};

test('json is the result itself', () => {
  expect(JSON.parse(report('json', faulty))).toEqual(faulty);
  expect(JSON.parse(report('json', faulty, conforming))).toEqual([faulty, conforming]);
});
