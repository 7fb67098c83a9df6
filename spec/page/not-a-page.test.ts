import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NotAPage, readPage } from './index.ts';
import { hasPublishedPages, PUBLISHED_FOLDER, samplePages } from './testing/pages.ts';
import { byNight } from '../../testing/bounds.ts';

const refusal = (text: string): string => {
  try {
    readPage(text);
  } catch (error) {
    if (error instanceof NotAPage) return error.message;
    throw error;
  }
  return 'it was read';
};

describe('what is no page is refused in one sentence', () => {
  test.each([
    ['an empty file', '', /^is empty: give /],
    ['blank lines', ' \n\u00a0\n', /^is empty: give /],
    [
      'HTML of another page',
      '<!DOCTYPE html>\n<a href="installexecutesequence-table">_MSIExecute</a>',
      /^is not the "_MSIExecute Mutex" page .*: give /,
    ],
    [
      'HTML without a trace of the page',
      '<html><p>_MSIExecute</p></html>',
      /^is HTML of another page: give /,
    ],
    ['binary data', 'MZ\u0000\u0001 _MSIExecute installexecutesequence', /^is binary data: give /],
    [
      '50 MB of text',
      'installexecutesequence _MSIExecute '.repeat(1_430_000),
      /^has \d+ characters and the page has about 5000/,
    ],
    [
      'a long paragraph',
      'installexecutesequence _MSIExecute '.repeat(200),
      /^has a paragraph of 7000 characters/,
    ],
    [
      'lists within lists',
      `installexecutesequence _MSIExecute\n\n${`${'- '.repeat(2_000)}a\n\n`.repeat(7)}`,
      /^has lists or quotes nested 20 deep/,
    ],
    [
      'quotes within quotes',
      `installexecutesequence _MSIExecute\n${'>'.repeat(4_000)}`,
      /^has lists or quotes/,
    ],
    ['other prose', '# A title\n\nSome words.', /^is not the "_MSIExecute Mutex" page/],
    [
      'prose about it',
      '# On 1618\n\n_MSIExecute is held during InstallExecuteSequence.',
      /^is not the "_MSIExecute Mutex" page/,
    ],
  ])('%s', (_, text, sentence) => {
    expect(refusal(text)).toMatch(sentence);
    expect(refusal(text)).not.toContain('\n');
  });

  test.skipIf(!hasPublishedPages)('the related pages, with and without their front matter', () => {
    const folder = join(PUBLISHED_FOLDER, 'related');
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect([name, refusal(text)]).toEqual([
        name,
        expect.stringMatching(/^is another documentation page \(ms\.assetid /),
      ]);
      expect([name, refusal(text.replace(/^---.*?---\n/s, ''))]).toEqual([
        name,
        expect.stringMatching(/^(is not the|has a paragraph)/),
      ]);
    }
  });

  test('whatever text it is given, it reads it or refuses it', () => {
    const piece = fc.constantFrom(
      '_MSIExecute',
      'installexecutesequence',
      'event-logging',
      '[',
      ']',
      '(',
      ')',
      '*',
      '**',
      '_',
      '`',
      '<span class="sxs-lookup">',
      '</span>',
      '>',
      '- ',
      '\n',
      '\n\n',
      '---\n',
      '1618',
      '2.0',
      '\\',
      '&',
      '|',
      'x-table.md',
      '\u00a0',
      '٣',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), (pieces) => {
        expect(refusal(`_MSIExecute installexecutesequence ${pieces.join('')}`)).not.toBe('');
      }),
      { numRuns: byNight(80, 300) },
    );
  });
});

test('a page under another id, or under none, is still the page', () => {
  const [page] = samplePages().filter(({ file }) => file === 'en-GB.md');
  const other = page?.text.replace('2186422d', '00000000') ?? '';
  expect(readPage(other).facts.pageId).toMatch(/^00000000-/);
  expect(readPage(other.replace(/^ms.assetid.*\n/m, '')).facts.pageId).toBeNull();
});

test('a page that holds nothing but its own front matter is the page, with every clause gone', () => {
  const text =
    '---\nms.assetid: 2186422d-ccb2-4f7e-8c6d-326c00e0d9a9\ndescription: _MSIExecute, InstallExecuteSequence\n---\n';
  expect(readPage(text).facts.blocks).toEqual([]);
});
