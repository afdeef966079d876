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

/** Asks two Traefiks what they do with requests. */
export class Judge {
  constructor(
    private readonly models: readonly [TrafficModel, TrafficModel],
    private readonly compared: Compared,
  ) {}

  outcomes(request: RequestLine): Outcomes {
    const [from, to] = this.models;
    const traces = [from.trace(request), to.trace(request)] as const;
    return { request, traces, answers: [this.renamed(answerOf(from, traces[0])), answerOf(to, traces[1])] };
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
