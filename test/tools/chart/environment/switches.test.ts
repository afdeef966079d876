import { switches } from '../../../../lib/tools/chart/environment/switches';

test('what is on or off decides, wherever it stands', () => {
  const path = ['services', 'web', 'autoscaling', 'enabled'];
  expect(switches(path, false)).toEqual([{ kind: 'true', path }]);
});

test.each([
  ['replicas', 1],
  ['autoscaling.maxReplicas', 1],
  ['shutdown.preStopSeconds', 0],
])('%s decides above %d', (field, limit) => {
  const path = ['services', 'web', ...field.split('.')];
  expect(switches(path, 5)).toEqual([{ kind: 'above', path, limit }]);
});

test('a number that is handed on decides nothing', () => {
  expect(switches(['services', 'web', 'shutdown', 'drainSeconds'], 5)).toEqual([]);
});
