/** An answer whose status is not its endpoint's usual one, such as 200 for what was made before. */
export class AnswerWithStatus<T> {
  readonly status: 200 | 201;
  readonly answer: T;

  constructor(status: 200 | 201, answer: T) {
    this.status = status;
    this.answer = answer;
  }
}
