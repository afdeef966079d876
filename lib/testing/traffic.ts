import { Construct } from 'constructs';
import { App } from 'cdk8s';
import { Environment } from '../project/environment';
import { type Reading, readSource, trafficOf } from '../project/source';
import { EnvironmentStack, trafficModelAt } from '../project/stack';
import { TrafficModel } from '../traefik/model';
import { readStandardInput } from '../core/file';

/**
 * Whose traffic is asked about: an environment, its stack, a chart or construct in it, or an app with one environment,
 * each behind the Traefik that it describes; objects, behind what the official Helm chart runs; or a model.
 */
export type Traffic = TrafficModel | Environment | Construct | Iterable<unknown>;

/** The model of what is asked about. */
export function modelOf(subject: Traffic): TrafficModel {
  const model = modelled(subject);
  if (!names.has(model)) names.set(model, nameOfSubject(subject));
  return model;
}

const names = new WeakMap<TrafficModel, string>();

/** What a model is of, in a few words. */
export function nameOf(model: TrafficModel): string {
  return names.get(model) ?? 'objects';
}

function nameOfSubject(subject: Traffic): string {
  if (subject instanceof Environment) return `environment ${subject.name}`;
  return Construct.isConstruct(subject) ? `construct ${subject.node.path || subject.node.id}` : 'objects';
}

function modelled(subject: Traffic): TrafficModel {
  if (subject instanceof TrafficModel) return subject;
  if (Construct.isConstruct(subject)) return trafficModelAt(subject);
  if (subject instanceof Environment) return trafficModelAt(new EnvironmentStack(new App(), subject));
  return TrafficModel.from(subject);
}

/**
 * The traffic of a source, as the commands read it: `dist/prod` (a folder that synth wrote knows its Traefik and what
 * the cluster has besides), `env:prod` (what the repository's program makes for it), `git:REV:PATH`, `live:`.
 *
 * @throws ProblemError where it cannot be read
 *
 * @example
 * expect(traffic('dist/prod')).toRoute('https://shop.example.com/').to('shop/web');
 */
export function traffic(source: string): TrafficModel {
  const model = trafficOf(readTraffic(source));
  names.set(model, source);
  return model;
}

/**
 * What a source holds, as tests read it.
 *
 * @throws ProblemError where it cannot be read
 */
export function readTraffic(source: string): Reading {
  return readSource(source, {
    variables: process.env,
    standardInput: readStandardInput,
    err: (text) => void process.stderr.write(text),
  });
}
