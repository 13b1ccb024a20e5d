"""`python -m factpipe`."""

from factpipe.cli import main

if __name__ == "__main__":
    main()
