import { Remembered, oncePer } from '../../core/base';
import { type Trace } from '../model/built';
import type { TrafficModel } from '../model';
import type { RequestLine } from '../rule';
import type { Compared } from './among';
import { type Answer, answerOf, isSameAnswer } from './answer';

/** What two Traefiks do with one request. */
export interface Outcomes {
  readonly request: RequestLine;
  readonly traces: readonly [Trace, Trace];
  readonly answers: readonly [Answer, Answer];
}

interface Seen {
  readonly trace: Trace;
  readonly answer: Answer;
}

/** So many requests of one Traefik are remembered. */
const mostSeen = 1000;

/** What a Traefik did with requests: a step of a release is held against two others, and shows the same requests. */
const seenBy = oncePer((_model: TrafficModel) => new Remembered<Seen>(mostSeen));

function see(model: TrafficModel, request: RequestLine): Seen {
  return seenBy(model).get(JSON.stringify(request), () => {
    const trace = model.trace(request);
    return { trace, answer: answerOf(model, trace) };
  });
}

/** Asks two Traefiks what they do with requests. */
export class Judge {
  constructor(
    private readonly models: readonly [TrafficModel, TrafficModel],
    private readonly compared: Compared,
  ) {}

  outcomes(request: RequestLine): Outcomes {
    const [from, to] = this.models;
    const [was, is] = [see(from, request), see(to, request)];
    return { request, traces: [was.trace, is.trace], answers: [this.renamed(was.answer), is.answer] };
  }

  private renamed(answer: Answer): Answer {
    if (!answer.tls) return answer;
    return { ...answer, tls: { ...answer.tls, options: this.compared.optionsNow(answer.tls.options) } };
  }

  /** The first of some requests whose answers differ. */
  differing(requests: Iterable<RequestLine>): Outcomes | undefined {
    for (const request of requests) {
      const outcomes = this.outcomes(request);
      if (!isSameAnswer(...outcomes.answers)) return outcomes;
    }
    return undefined;
  }
}
