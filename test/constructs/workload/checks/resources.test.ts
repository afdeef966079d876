import { linesOf, problemsOf } from '../support';

describe('resources', () => {
  test('whose limit is below the request are refused', () => {
    const [problem] = problemsOf({ resources: { requests: { cpu: '2' }, limits: { cpu: '500m' } } });
    expect(problem).toMatchObject({
      rule: 'limit-below-request',
      field: ['resources', 'requests', 'cpu'],
      message: 'The cpu limit 500m is below the request 2.',
      consequence: 'The API server refuses the workload.',
    });
  });

  test('are compared by value, not by text', () => {
    expect(problemsOf({ resources: { requests: { memory: '1024Mi' }, limits: { memory: '1Gi' } } })).toEqual(
      [],
    );
    expect(problemsOf({ resources: { requests: { cpu: 0.5 }, limits: { cpu: '500m' } } })).toEqual([]);
  });

  test('that are no quantities are found', () => {
    expect(linesOf(problemsOf({ resources: { requests: { cpu: 'lots', memory: '-1Gi' } } }))).toEqual([
      'error invalid-quantity resources.requests.cpu',
      'error invalid-quantity resources.requests.memory',
    ]);
  });

  test('of thousandths of a byte are a slip', () => {
    const [problem] = problemsOf({ resources: { limits: { memory: '512m' } } });
    expect(problem).toMatchObject({ rule: 'thousandths-of-a-byte', fix: 'Write 512Mi.' });
  });

  test('of init containers are checked, too', () => {
    const resources = { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } };
    expect(
      linesOf(problemsOf({ initContainers: { a: { resources } }, preflight: { args: ['x'], resources } })),
    ).toEqual([
      'error limit-below-request initContainers.a.resources.requests.memory',
      'error limit-below-request preflight.resources.requests.memory',
    ]);
  });

  test('count devices in whole numbers', () => {
    expect(linesOf(problemsOf({ placement: { accelerators: { 'nvidia.com/gpu': 0.5 } } }))).toEqual([
      'error invalid-quantity placement.accelerators.nvidia.com/gpu',
    ]);
  });
});

describe('the memory limit of Go', () => {
  const of = (memoryLimit: string) =>
    linesOf(problemsOf({ go: { memoryLimit }, resources: { limits: { memory: '256Mi' } } }));

  test('lies within that of the container', () => {
    expect(of('256MiB')).toEqual([]);
    expect(of('257MiB')).toEqual(['error memory-limit-above-container go.memoryLimit']);
    expect(of('101%')).toEqual(['error memory-limit-above-container go.memoryLimit']);
  });

  test.each(['lots', '', '-5MiB', '0'])('is no %j', (setting) => {
    expect(of(setting)).toEqual(['error invalid-memory-limit go.memoryLimit']);
  });

  test.each(['off', 'downward', '90%'])('can be %s', (setting) => {
    expect(of(setting)).toEqual([]);
  });
});

test('a few hundred bytes are taken for the mebibytes that were meant', () => {
  const problems = problemsOf({
    resources: { requests: { cpu: 2 }, limits: { memory: 512 } },
    writable: { '/cache': 64 },
    mounts: { '/scratch': { emptyDir: { sizeLimit: '100' } } },
    volumeClaims: { data: { mountPath: '/data', size: 10 } },
  });
  expect(linesOf(problems)).toEqual([
    'error size-in-bytes resources.limits.memory',
    'error size-in-bytes writable./cache',
    'error size-in-bytes mounts./scratch.emptyDir.sizeLimit',
    'error size-in-bytes volumeClaims.data.size',
  ]);
  expect(problems[0]).toMatchObject({ fix: 'Write 512Mi.' });
  expect(problemsOf({ resources: { limits: { memory: 134217728 } } })).toEqual([]);
});
