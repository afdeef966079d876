import { readFileSync } from 'node:fs';
import { apiReport, apiReportFile } from '../scripts/api-report';

test('docs/api-report.txt shows what users can name today; `npm run api` writes it', () => {
  expect(apiReport()).toBe(readFileSync(apiReportFile, 'utf8'));
}, 120_000);
