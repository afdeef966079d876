import type { Construct } from 'constructs';
import type * as Gates from '../../../check/gates';
import { addCheck } from '../../../constructs/construct';
import type { Environment } from '../../environment';

/** Has a synth look at the reports that an environment is judged by. */
export function addGates(stack: Construct, { spec: { gates }, folder }: Environment): void {
  if (!gates) return;
  addCheck(stack, () => {
    // oxlint-disable-next-line typescript/no-require-imports -- an import would load it for environments without gates too
    const { gateFindings, gateSurroundings }: typeof Gates = require('../../../check/gates');
    return [...gateFindings(gates, gateSurroundings(folder))];
  });
}
