import { isSchedule } from '../../../lib/core/kubernetes/cron-schedule';

test.each([
  '* * * * *',
  '30 3 * * 1-5',
  '*/15 0-6,20-23 1,15 JAN-mar,12 sun',
  '0 0 ? * ?',
  '59 23 31 12 6',
  '5/10 * * * *',
  '1-59/2 * * * *',
  '  0   3 * * *  ',
  '@hourly',
  '@midnight',
  '@annually',
  '@every 1h30m',
])('%j is a schedule', (text) => {
  expect(isSchedule(text)).toBe(true);
});

test.each([
  '',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 7',
  '5-1 * * * *',
  '*/0 * * * *',
  '*/x * * * *',
  '1/2/3 * * * *',
  '1-2-3 * * * *',
  'mon * * * *',
  '-1 * * * *',
  '1.5 * * * *',
  '@reboot',
  '@every',
  '@every soon',
])('%j is none', (text) => {
  expect(isSchedule(text)).toBe(false);
});
