import { rmSync } from 'node:fs';
import { packageFolder } from './foreign-project';

export default function removeFolder(): void {
  rmSync(packageFolder(), { recursive: true, force: true });
}
