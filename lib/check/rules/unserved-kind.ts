import type { ObjectCheck } from './object-finding';
import { sentence } from './sentence';

/** Objects of kinds and versions that the API server does not have. */
export const unservedKind: ObjectCheck = ({ refused }) =>
  refused.map(({ placed, refusal: { field, reason, fix, isCertain } }) => ({
    placed,
    rule: 'unserved-kind',
    severity: isCertain ? 'error' : 'warning',
    message: sentence(reason),
    fix: sentence(fix),
    field: [field],
  }));
