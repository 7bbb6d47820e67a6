/**
 * Whether a click was a press beside a dialog. Who selects text and lets go outside clicks on the dialog too, as on what holds
 * both ends, but did not mean to close it.
 */
export function backdropPresses() {
  let began = false;
  return {
    begin: (isBackdrop: boolean) => void (began = isBackdrop),
    end: (isBackdrop: boolean) => {
      const isPress = began && isBackdrop;
      began = false;
      return isPress;
    },
  };
}
