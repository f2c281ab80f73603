from qingyu.domain.intake.understanding import Guess
def find_name(text: str) -> Guess[str] | None:
    return None
