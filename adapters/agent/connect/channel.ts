/** Messages to and from an agent, whatever carries them. */
export interface Channel extends AsyncDisposable {
  /** Sends a message; rejects when it cannot be brought to the agent. */
  send(message: string): Promise<void>;
  /** Called with each message that comes. */
  onMessage(take: (message: string) => void): void;
  /** Called once, when no message can come any more, with the reason. */
  onEnd(take: (reason: string) => void): void;
  /** Whether the agent says who it is before it is asked. */
  readonly greets: boolean;
}

/** No message of an agent is longer, in characters. */
export const LONGEST_MESSAGE = 8 * 1024 * 1024;
