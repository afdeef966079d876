import { wholeUnits } from '../quantity';
import type { Tell } from './fault';
import { type Placed, textAt } from './fields';
import type { Container, Pod } from './pods';

/** Go's own limit of memory above that of the container. */
export function memoryLimit({ containers }: Pod, tell: Tell): void {
  for (const container of containers) {
    for (const variable of container.env) {
      if (variable.value['name'] === 'GOMEMLIMIT') ofGo(variable, container, tell);
    }
  }
}

function ofGo(variable: Placed, container: Container, tell: Tell): void {
  const setting = textAt(variable, 'value');
  const limit = textAt(container.limits, 'memory');
  if (setting === undefined || limit === undefined) return;
  const [wanted, allowed] = [wholeUnits(setting.replace(/B$/, '')), wholeUnits(limit)];
  if (wanted === undefined || allowed === undefined || wanted <= allowed) return;
  tell('memory-limit-above-container', [...variable.field, 'value'], {
    message: `GOMEMLIMIT ${setting} is above the container's memory limit ${limit}.`,
    consequence: 'The kernel kills the program before its garbage collector makes an effort.',
    fix: 'Stay 5 to 10 % below the limit; 90% does.',
  });
}
