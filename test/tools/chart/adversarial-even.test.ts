import { adversaries } from './adversarial-programs';
import { tryAdversaries } from './try-adversaries';

tryAdversaries(adversaries.filter((_, index) => index % 2 === 0));
