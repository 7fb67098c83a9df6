/** Beyond so many answers the oldest are forgotten, so that a long run does not grow without end. */
const LIMIT = 10_000;

/** A function of one text that gives the answer it gave before: pages and their revisions repeat their words. */
export const remembered = <Answer>(make: (text: string) => Answer): ((text: string) => Answer) => {
  const answers = new Map<string, Answer>();
  return (text) => {
    if (answers.has(text)) return answers.get(text) as Answer;
    const answer = make(text);
    if (answers.size >= LIMIT) answers.delete(answers.keys().next().value ?? text);
    answers.set(text, answer);
    return answer;
  };
};
