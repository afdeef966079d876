import { type Functions, functionsOf } from '../functions';
import { conversions } from './conversions';
import { formats } from './formats';
import { lists } from './lists';
import { networks } from './networks';
import { operators } from './operators';
import { optionals } from './optionals';
import { quantities } from './quantities';
import { regexps } from './regexps';
import { semvers } from './semvers';
import { strings } from './strings';
import { times } from './times';
import { urls } from './urls';

let made: Functions | undefined;

/**
 * All functions of the expressions of Kubernetes 1.35 that know nothing of a cluster.
 * Source: k8s.io/apiserver, pkg/cel/environment/base.go
 */
export function kubernetesFunctions(): Functions {
  made ??= functionsOf([
    operators,
    conversions,
    times,
    strings,
    lists,
    optionals,
    regexps,
    quantities,
    networks,
    urls,
    formats,
    semvers,
  ]);
  return made;
}
