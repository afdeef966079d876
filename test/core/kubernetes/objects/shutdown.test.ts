import { deployment, found } from './support';

const sleep = (seconds: number): string => `lifecycle: { preStop: { sleep: { seconds: ${seconds} } } }`;

test('a pod that is killed before its preStop ends is told; without a word it has 30 s', () => {
  const field = 'grace-within-pre-stop spec.template.spec.terminationGracePeriodSeconds';
  expect(found(deployment(sleep(10), 'terminationGracePeriodSeconds: 10'))).toEqual([field]);
  expect(found(deployment(sleep(30)))).toEqual([field]);
  expect(found(deployment(sleep(29)))).toEqual([]);
});
