import { found, objectOf } from './support';

const job = '{ completionMode: Indexed, parallelism: 2 }';

test('schedules, time zones and deadlines that do not work are told', () => {
  expect(
    found(
      objectOf(
        'batch/v1',
        'CronJob',
        `{ schedule: '* * *', timeZone: europe/zurich, startingDeadlineSeconds: 5, jobTemplate: { spec: ${job} } }`,
      ),
    ),
  ).toEqual([
    'invalid-schedule spec.schedule',
    'unknown-time-zone spec.timeZone',
    'short-starting-deadline spec.startingDeadlineSeconds',
    'indexed-without-completions spec.jobTemplate.spec.completionMode',
  ]);
});

test('pods that are to be numbered are counted', () => {
  expect(found(objectOf('batch/v1', 'Job', job))).toEqual([
    'indexed-without-completions spec.completionMode',
  ]);
});
