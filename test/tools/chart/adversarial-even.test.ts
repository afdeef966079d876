import { depth } from '../../support/depth';
import { adversaries } from './adversarial-programs';
import { tryAdversaries } from './try-adversaries';

tryAdversaries(
  adversaries.filter((_, index) => index % 2 === 0),
  depth(6, 40),
);
