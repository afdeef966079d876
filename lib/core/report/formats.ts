import { githubReport } from './github';
import { gitlabReport } from './gitlab';
import { junitReport } from './junit';
import { markdownReport } from './markdown';
import type { Report } from './report';
import { sarifReport } from './sarif';

/** What makes a text of a report, by the name of its format. */
export const reportFormats = {
  sarif: sarifReport,
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  markdown: markdownReport,
} as const satisfies Readonly<Record<string, (report: Report) => string>>;

export type ReportFormat = keyof typeof reportFormats;
