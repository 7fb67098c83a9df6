import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8');

interface Job {
  readonly kind: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly containers: readonly [
          { readonly env: readonly { name: string; value: string }[]; readonly args: readonly string[] },
        ];
      };
    };
  };
}

test('the Kubernetes job has as many pods as shards, and runs the script that CI runs', () => {
  const documents = parseAllDocuments(read('docs/kubernetes/indexed-job.yaml'));
  expect(documents.flatMap((document) => document.errors)).toEqual([]);
  const job = documents.map((document) => document.toJS() as Job).find(({ kind }) => kind === 'Job');
  const [container] = job?.spec.template.spec.containers ?? [];
  const value = (name: string): string | undefined =>
    container?.env.find((each) => each.name === name)?.value;
  expect(job?.spec.completionMode).toBe('Indexed');
  expect(value('SHARDS')).toBe(String(job?.spec.completions));
  expect(container?.args.join('\n')).toContain('scripts/ci/shard.sh');
  for (const name of ['NUM_RUNS', 'MSICONFORM_SEED']) {
    expect(value(name)).toBeDefined();
    expect(read('scripts/ci/shard.sh')).toContain(name);
  }
});
